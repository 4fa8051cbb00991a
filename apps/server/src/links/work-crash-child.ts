import { build } from '../app.ts'
import { readConfig } from '../platform/config.ts'

/**
 * A server on which one person gives another a task after the other, each told by mail at once; it writes a line for every
 * task that is committed. With `finish` it gives none, waits until nothing is on its way, and writes what there is.
 */
const candor = await build(readConfig({ ...process.env, CANDOR_DEMO: 'no', CANDOR_LOG_LEVEL: 'silent' }))
const { db } = candor.platform
const organisationId = await candor.identity.createOrganisation({ slug: 'crash', name: 'Crash', nameZh: '崩溃' })
const person = async (name: string): Promise<string> =>
  candor.identity.createStaff({
    organisationId,
    name,
    email: `${name}@example.com`,
    password: 'correct horse battery staple',
    role: 'sales',
  })
const [giver, taker] = [await person('giver'), await person('taker')]
const settings = `
  insert into notification_setting (organisation_id, user_id, settings)
  values ($1, $2, '{"ways":{"task.assigned":{"app":true,"mail":"once","chat":false}},"quiet":null,"digestAt":"08:00"}')
  on conflict do nothing`
await db.owner.query(settings, [organisationId, taker])

if (process.argv[2] === 'finish') {
  for (;;) {
    const { rows } = await db.owner.query<{ open: number }>(
      `select count(*)::int as open from job where state in ('queued', 'running')`,
    )
    if (rows[0]?.open === 0) break
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
  }
  const { rows } = await db.owner.query(
    `select (select count(*) from task)::int as tasks, (select count(*) from notification)::int as notifications,
            (select count(*) from mail_message)::int as mails,
            (select count(*) from notification_delivery where state = 'sent')::int as sent,
            (select count(*) from journal_entry where kind = 'task.created')::int as entries`,
  )
  process.stdout.write(`${JSON.stringify(rows[0])}\n`)
} else {
  for (let number = 1; number <= 5000; number += 1) {
    const fields = {
      kind: 'todo',
      text: null,
      priority: 'normal',
      due: null,
      repeat: null,
      remindBefore: null,
    } as const
    await db.inOrganisation(organisationId, async (tx) =>
      candor.workSide.tasks.createTask(
        tx,
        { ...fields, title: `Task ${number}`, assignee: taker, subject: null },
        `staff:${giver}`,
      ),
    )
    process.stdout.write(`${number}\n`)
  }
}
await candor.app.close()
