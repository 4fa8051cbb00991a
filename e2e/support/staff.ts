import { coalition } from '../../apps/server/src/modules/demo/company.ts'

export type StaffRole = (typeof coalition.staff)[number]['role']

/** The demo's member of staff with a role. */
export const staffOf = (role: StaffRole) => {
  const person = coalition.staff.find((one) => one.role === role)
  if (!person) throw new Error(`The demo has no ${role}.`)
  return person
}

const roleNames = {
  en: { owner: 'Owner', sales: 'Sales', auditor: 'Auditor' },
  zh: { owner: '所有者', sales: '销售', auditor: '审计员' },
}

/** What the sign-in page calls a demo account of the coalition. */
export const demoAccount = (role: StaffRole, language: 'en' | 'zh'): RegExp =>
  new RegExp(`${roleNames[language][role]}\\s*${language === 'zh' ? coalition.nameZh : coalition.name}`)
