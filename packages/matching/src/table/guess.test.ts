import { describe, expect, it } from 'vitest'
import type { ColumnType } from '../column/type.ts'
import { guessType } from './guess.ts'
import { TableBuilder } from './table.ts'

const guessed = (name: string, cells: readonly string[]): ColumnType => {
  const builder = new TableBuilder([name])
  for (const cell of cells) builder.add([cell])
  return guessType(builder.build().columns[0]!).type
}
const names = ['Robert', 'Grace', 'Logan', 'Evie', 'Robert', 'Dean']

describe('the type of a column', () => {
  it.each<[string, readonly string[], ColumnType]>([
    ['given_name', names, 'given-name'],
    ['firstName', names, 'given-name'],
    ['Last Name', names, 'family-name'],
    ['姓名', ['王伟', '李娜', '张敏'], 'name'],
    ['dob', ['1971-06-24', '1997-04-26', ''], 'date'],
    ['date_of_birth', ['19081209', '19990219', '1999021'], 'date'],
    ['soc_sec_id', ['6988048', '7364009', '2635962'], 'code'],
    ['street_number', ['6', '69', '23b'], 'code'],
    ['address_1', ['giblin street', 'maltby circuit', 'ramsay place'], 'address'],
    ['suburb', ['st james', 'bittern', 'canterbury'], 'label'],
    ['Phone', ['2262649', '5339011', '9395115'], 'phone'],
    ['Site name', ['Salvation Army - Temple', 'Easter Seals Society', 'Bethel New Life'], 'organisation'],
    ['Title', ['Sony 5 Disc CD Player', 'Bose Acoustimass 5 Series', 'Canon Ink Tank'], 'text'],
    ['price', ['12.50', '$1,300.00', '7'], 'number'],
  ])('%s is known by its name', (name, cells, type) => {
    expect(guessed(name, cells)).toBe(type)
  })

  it.each<[readonly string[], ColumnType]>([
    [['ada@example.com', 'bob@example.org', 'x'], 'email'],
    [['24/06/1971', '26/04/1997', '01/08/1973'], 'date'],
    [['+44 20 7946 0018', '(415) 555-2671', '020 7946 0000'], 'phone'],
    [['6988048', '7364009', '2635962'], 'code'],
    [['London', 'Hull', 'London'], 'label'],
    [['1.5', '2.25', '3'], 'number'],
    [['a quick brown fox jumps', 'over the lazy dog today', 'and then sleeps a while'], 'text'],
  ])('%j is known by its content', (cells, type) => {
    expect(guessed('c7', cells)).toBe(type)
  })

  it('is not what its name promises when the content is something else', () => {
    expect(guessed('email', ['London', 'Hull', 'London'])).toBe('label')
    expect(guessed('date', ['soon', 'later', 'soon'])).toBe('label')
    expect(guessed('phone', ['yes', 'no', 'yes'])).toBe('label')
  })

  it('is nothing to compare when it is empty, always the same, or numbers the rows', () => {
    expect(guessed('name', ['', '', 'N/A'])).toBe('ignore')
    expect(guessed('name', ['x', 'x', 'x'])).toBe('ignore')
    expect(guessed('row', ['3', '1', '2', '4'])).toBe('ignore')
  })
})
