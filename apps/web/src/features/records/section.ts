/** The parts of the page, one shown at a time. */
export const recordSections = ['seals', 'calls', 'blocks', 'published', 'companies', 'witnesses', 'check'] as const
export type RecordSection = (typeof recordSections)[number]

export const recordSectionOf = (text: unknown): RecordSection | undefined =>
  recordSections.find((section) => section === text)
