/** Minutes for which a record can be opened in an emergency. */
export const emergencyMinutes = { least: 5, usual: 15, most: 60 } as const
