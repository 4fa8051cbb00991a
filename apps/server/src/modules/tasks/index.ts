import type { App, Platform } from '../../platform/platform.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { TasksNeeds } from './needs.ts'
import { remind } from './remind.ts'
import { registerTaskRoutes } from './routes.ts'
import type { Task } from './task.ts'
import { createTask, type Changed, type TaskFields } from './work.ts'

export { eraseTasks } from './erase.ts'
export { tasksAuditor } from './audit/auditor.ts'
export { demoTasks, type DemoTask } from './demo.ts'
export type { TasksNeeds, TaskSubjectRules, Worker } from './needs.ts'

/** What others may use of the tasks. */
export type Tasks = {
  /** Makes a task in the caller's transaction. @throws TASK_NO_SUCH_ASSIGNEE, TASK_REPEATS_WITHOUT_DAY */
  readonly createTask: (tx: Tx, task: TaskFields & Pick<Task, 'subject'>, actor: string) => Promise<Changed>
}

/** Puts the module on the server: routes, and the reminders in the background. */
export const registerTasks = (app: App, { db, jobs }: Platform, needs: TasksNeeds): Tasks => {
  const reminders = jobs.define<{ taskId: string; remindAt: string }>(
    'task-reminder',
    { concurrency: 4 },
    async (job) => {
      const { taskId, remindAt } = job.input
      await db.inOrganisation(job.organisationId, async (tx) => remind(tx, needs, taskId, remindAt))
    },
  )
  const parts = { needs, reminders }
  registerTaskRoutes(app, parts)
  return { createTask: async (tx, task, actor) => createTask(tx, parts, task, actor) }
}
