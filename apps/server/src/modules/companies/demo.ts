import type { CompanyProfile } from '@candor/api'

/** A made-up company, and what some of the demo's customers do there. */
export type DemoCompany = { readonly profile: CompanyProfile; readonly positions: readonly string[] }

const firms = [
  ['Brambleway Gifts', 'Retail', 'United Kingdom', 'Bristol', 'Buyer', 'Owner'],
  ['Saltmarsh Hotels', 'Hospitality', 'United Kingdom', 'Norwich', 'Head of purchasing', 'Housekeeping manager'],
  ['Kestrel & Finch Interiors', 'Interior design', 'United Kingdom', 'Edinburgh', 'Designer', 'Partner'],
  ['Lantern Street Books', 'Retail', 'United Kingdom', 'York', 'Shop manager'],
  ['Quayside Catering', 'Hospitality', 'United Kingdom', 'Newcastle', 'Events manager', 'Accounts'],
  ['Møller Bolig', 'Retail', 'Denmark', 'København', 'Indkøber'],
  ['Atelier Roussel', 'Interior design', 'France', 'Lyon', 'Directrice', 'Acheteuse'],
  ['Weidenhof Papeterie', 'Retail', 'Germany', 'Leipzig', 'Einkauf', 'Geschäftsführung'],
  ['Nordlicht Feste', 'Events', 'Germany', 'Hamburg', 'Projektleitung'],
  ['Casa Albareda', 'Hospitality', 'Spain', 'Valencia', 'Gerente'],
  ['Oficina do Porto', 'Design', 'Portugal', 'Porto', 'Compras'],
  ['Liffey Lane Stationers', 'Retail', 'EIRE', 'Dublin', 'Owner', 'Buyer'],
  ['Zirbenholz Manufaktur', 'Manufacturing', 'Switzerland', 'Bern', 'Einkauf'],
  ['港城礼品有限公司', '零售', '中国', '深圳市', '采购经理', '总经理'],
  ['青藤茶具', '零售', '中国', '杭州市', '店长'],
  ['望海会展服务', '会展', '中国', '厦门市', '项目经理', '财务'],
  ['Gullwing Events', 'Events', 'Australia', 'Hobart', 'Director'],
  ['Maple & Tin', 'Retail', 'Canada', 'Halifax', 'Buyer'],
  ['Savannah Porch Co', 'Retail', 'USA', 'Savannah', 'Owner', 'Operations'],
  ['Fjordlys Interiør', 'Interior design', 'Norway', 'Bergen', 'Innkjøp'],
] as const

/**
 * Companies for the demo. Their names belong to nobody that is known, their addresses are in a domain kept for examples
 * (RFC 2606).
 */
export const demoCompanies: readonly DemoCompany[] = firms.map(([name, industry, country, city, ...positions], at) => ({
  profile: {
    name,
    industry,
    country,
    city,
    website: `https://company-${at + 1}.example.com`,
    email: `office@company-${at + 1}.example.com`,
    registration: `EX-${String(10_417 + at * 311)}`,
  },
  positions,
}))
