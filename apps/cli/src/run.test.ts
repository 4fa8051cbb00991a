import { describe, expect, it } from 'vitest'
import { defineCommand } from './command.ts'
import { CliError } from './errors.ts'
import { run } from './run.ts'
import { entriesOf, fakeKeyboard } from './testing.ts'

const greet = defineCommand({
  name: 'greet',
  summary: 'says hello',
  arguments: '<name>',
  count: [1, 2],
  options: {
    loud: { type: 'boolean', help: 'shout' },
    times: { type: 'string', value: 'n', help: 'how often' },
  },
  examples: ['greet Ada'],
  run: async ({ values, arguments: [name] }) => {
    if (name === 'nobody') throw new CliError('NOBODY', 'Nobody is here.', 'Name somebody.')
    if (name === 'broken') throw Object.assign(new Error('The wire is cut.'), { remedy: 'Splice it.' })
    if (name === 'stranger') {
      throw Object.assign(new Error('stranger is not on the list'), {
        code: 'NOT_ON_LIST',
        status: 404,
        userMessage: () => 'Ask to be put on the list.',
      })
    }
    const text = `hello ${name}`.repeat(Number(values.times ?? 1))
    return { exitCode: 0, text: values.loud === true ? text.toUpperCase() : text, json: { name } }
  },
})

const ask = async (...argv: string[]) => {
  const { io, written } = fakeKeyboard()
  return { code: await run(entriesOf(greet), argv, io), ...written }
}

describe('the command line', () => {
  it('prints the result as text, or as one JSON document with --json', async () => {
    expect(await ask('greet', 'Ada', '--loud')).toEqual({ code: 0, out: 'HELLO ADA\n', err: '' })
    expect(await ask('greet', '--json', 'Ada')).toEqual({ code: 0, out: '{"name":"Ada"}\n', err: '' })
  })

  it('explains itself', async () => {
    const general = await ask('--help')
    expect(general.code).toBe(0)
    expect(general.out).toContain('greet  says hello')
    const page = await ask('greet', '--help')
    expect(page.out).toContain('--times <n>')
    expect((await ask('help', 'greet')).out).toBe(page.out)
    expect((await ask()).code).toBe(2)
  })

  it.each([
    [['shout'], 'There is no command "shout".'],
    [['greet'], '"candor greet" needs <name>.'],
    [['greet', 'a', 'b', 'c'], '"c" is too many'],
    [['greet', 'Ada', '--volume'], '--volume'],
    [['greet', 'Ada', '--times'], '--times'],
  ])('refuses %j with code 2 and says what is wrong', async (argv, problem) => {
    const answer = await ask(...argv)
    expect(answer).toMatchObject({ code: 2, out: '' })
    expect(answer.err).toContain(problem)
    expect(answer.err).toContain('candor')
  })

  it('tells refusals (1) from failures outside (3), each with its remedy', async () => {
    expect(await ask('greet', 'nobody')).toEqual({ code: 1, out: '', err: 'Nobody is here.\nName somebody.\n' })
    expect(await ask('greet', 'broken')).toEqual({ code: 3, out: '', err: 'The wire is cut.\nSplice it.\n' })
    expect(await ask('greet', 'stranger')).toMatchObject({
      code: 1,
      err: 'stranger is not on the list\nAsk to be put on the list.\n',
    })
    const told = await ask('greet', 'nobody', '--json')
    expect(JSON.parse(told.out)).toEqual({
      error: { code: 'NOBODY', message: 'Nobody is here.', remedy: 'Name somebody.' },
    })
  })
})
