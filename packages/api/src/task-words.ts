/** What kinds of work a task can be. */
export const taskKinds = ['todo', 'call', 'email', 'meeting', 'visit'] as const
export type TaskKind = (typeof taskKinds)[number]

export const taskPriorities = ['low', 'normal', 'high'] as const
export type TaskPriority = (typeof taskPriorities)[number]

/** What a task can be about; each kind is made known to the server where the modules meet. */
export const taskSubjectKinds = ['customer'] as const
export type TaskSubjectKind = (typeof taskSubjectKinds)[number]

/** Parts of a work list, by when things are due. `later` includes what has no day. */
export const taskGroups = ['overdue', 'today', 'week', 'later'] as const
export type TaskGroup = (typeof taskGroups)[number]

/** How far a task can be put off with one key. */
export const taskSnoozes = ['hour', 'tomorrow', 'monday', 'week'] as const
export type TaskSnooze = (typeof taskSnoozes)[number]
