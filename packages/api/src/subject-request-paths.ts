/** Where files of requests about own data are loaded down. */
export const subjectPackagePath = (id: string): string => `/api/subject-requests/${id}/package`
export const erasureCertificatePath = (id: string): string => `/api/subject-requests/${id}/certificate`
export const portalSubjectPackagePath = (id: string): string => `/api/portal/subject-requests/${id}/package`
