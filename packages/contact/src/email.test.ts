import { describe, expect, it } from 'vitest'
import { readEmail } from './email.ts'

describe('readEmail', () => {
  it.each([
    ['Ada@Example.COM', 'Ada@example.com', 'ada@example.com'],
    ['  ada@example.com ', 'ada@example.com', 'ada@example.com'],
    ['Ada Lovelace <ada@example.com>', 'ada@example.com', 'ada@example.com'],
    ['mailto:ada@example.com', 'ada@example.com', 'ada@example.com'],
    ['Ada.Love+news@GoogleMail.com', 'Ada.Love+news@googlemail.com', 'adalove@gmail.com'],
    ['ada+news@outlook.com', 'ada+news@outlook.com', 'ada@outlook.com'],
    ['a.da+x@example.com', 'a.da+x@example.com', 'a.da+x@example.com'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
    ['ａｄａ＠example.com', 'ada@example.com', 'ada@example.com'],
    ['王伟@例子.中国', '王伟@xn--fsqu00a.xn--fiqs8s', '王伟@xn--fsqu00a.xn--fiqs8s'],
  ])('brings %s into one form', (text, address, key) => {
    expect(readEmail(text)).toMatchObject({ address, key })
  })

  it.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'ada@localhost',
    'ada@exa mple.com',
    'a da@example.com',
    '.ada@example.com',
    'ada..l@example.com',
    'ada@example.com/x',
    'ada@192.168.1.1',
    'ada@-example.com',
    `${'a'.repeat(65)}@example.com`,
  ])('refuses %j', (text) => {
    expect(readEmail(text)).toEqual({ problem: 'not-an-address' })
  })
})
