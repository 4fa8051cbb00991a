import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const problemsOf = (env: Record<string, string>) => {
  try {
    readConfig(env, '/srv')
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('configuration', () => {
  it('needs no variable at all', () => {
    expect(readConfig({}, '/srv')).toMatchObject({
      data: '/srv/data',
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      ledgerUrl: undefined,
      publicUrl: 'http://localhost:3000',
      masterKeyFile: '/srv/data/keys/master.key',
      demo: true,
      logLevel: 'info',
    })
  })

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ CANDOR_PORT: '', DATABASE_URL: '' }, '/srv')).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
    })
  })

  it('reads relative paths from the folder it was started in', () => {
    const env = { CANDOR_DATA: 'shop', CANDOR_MASTER_KEY_FILE: '../safe/key' }
    expect(readConfig(env, '/srv')).toMatchObject({ data: '/srv/shop', masterKeyFile: '/safe/key' })
  })

  it('names every wrong variable at once, with what was wrong and how to mend it', () => {
    const problems = problemsOf({ CANDOR_PORT: '99999', CANDOR_DEMO: 'maybe', CANDOR_PUBLIC_URL: 'crm.example.com' })
    expect(problems.map(({ variable }) => variable)).toEqual(['CANDOR_PORT', 'CANDOR_PUBLIC_URL', 'CANDOR_DEMO'])
    expect(problems[0]).toMatchObject({
      problem: expect.stringContaining('99999'),
      remedy: expect.stringContaining('3000'),
    })
  })

  it.each([
    ['CANDOR_PORT', 'http'],
    ['CANDOR_HOST', 'my host'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['CANDOR_LEDGER_URL', 'localhost:8545'],
    ['CANDOR_PUBLIC_URL', 'https://example.com/crm'],
    ['SMTP_URL', 'mail.example.com'],
    ['CANDOR_MAIL_FROM', 'nobody'],
    ['CANDOR_MAIL_FROM', 'a@example.com\r\nBcc: b@example.com'],
    ['CANDOR_LOG_LEVEL', 'loud'],
    ['CANDOR_METRICS_TOKEN', 'short'],
  ])('refuses %s=%s', (variable, value) => {
    expect(problemsOf({ [variable]: value }).map((problem) => problem.variable)).toEqual([variable])
  })

  it('does not repeat a secret in its message', () => {
    const [problem] = problemsOf({ SMTP_URL: 'smpt://me:hunter2@mail.example.com' })
    expect(JSON.stringify(problem)).not.toContain('hunter2')
  })

  it('refuses a misspelt variable rather than passing over it', () => {
    expect(problemsOf({ CANDOR_PROT: '3001' })).toMatchObject([{ variable: 'CANDOR_PROT' }])
  })
})
