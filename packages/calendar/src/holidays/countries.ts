import {
  fromEaster,
  observedAfter,
  observedNearby,
  onDate,
  onLunarDate,
  onWeekday,
  qingming,
  type Holiday,
  type HolidayRule,
} from './rules.ts'

/**
 * Holidays that hold in a whole country, by the law in force in 2026. Sources: England and Wales, Banking and Financial
 * Dealings Act 1971, Sch. 1; United States, 5 U.S.C. § 6103; Germany, the days common to all states; France, Code du travail
 * art. L3133-1; China, Regulation on Public Holidays for National Annual Festivals and Memorial Days as amended in 2024.
 * Which weekends China works in exchange is announced each year: an organisation enters those days itself.
 */
const rules = {
  GB: [
    ...observedAfter([onDate('New Year’s Day', '元旦', 1, 1)]),
    fromEaster('Good Friday', '耶稣受难日', -2),
    fromEaster('Easter Monday', '复活节星期一', 1),
    onWeekday('Early May bank holiday', '五月初银行假日', [1, 1], 5),
    onWeekday('Spring bank holiday', '春季银行假日', [-1, 1], 5),
    onWeekday('Summer bank holiday', '夏季银行假日', [-1, 1], 8),
    ...observedAfter([onDate('Christmas Day', '圣诞节', 12, 25), onDate('Boxing Day', '节礼日', 12, 26)]),
  ],
  US: [
    observedNearby(onDate('New Year’s Day', '元旦', 1, 1)),
    onWeekday('Birthday of Martin Luther King, Jr.', '马丁·路德·金纪念日', [3, 1], 1),
    onWeekday('Washington’s Birthday', '华盛顿诞辰日', [3, 1], 2),
    onWeekday('Memorial Day', '阵亡将士纪念日', [-1, 1], 5),
    observedNearby(onDate('Juneteenth', '六月节', 6, 19)),
    observedNearby(onDate('Independence Day', '独立日', 7, 4)),
    onWeekday('Labor Day', '劳动节', [1, 1], 9),
    onWeekday('Columbus Day', '哥伦布日', [2, 1], 10),
    observedNearby(onDate('Veterans Day', '退伍军人节', 11, 11)),
    onWeekday('Thanksgiving Day', '感恩节', [4, 4], 11),
    observedNearby(onDate('Christmas Day', '圣诞节', 12, 25)),
  ],
  DE: [
    onDate('New Year’s Day', '元旦', 1, 1),
    fromEaster('Good Friday', '耶稣受难日', -2),
    fromEaster('Easter Monday', '复活节星期一', 1),
    onDate('Labour Day', '劳动节', 5, 1),
    fromEaster('Ascension Day', '耶稣升天节', 39),
    fromEaster('Whit Monday', '圣灵降临节星期一', 50),
    onDate('German Unity Day', '德国统一日', 10, 3),
    onDate('Christmas Day', '圣诞节', 12, 25),
    onDate('Second day of Christmas', '圣诞节次日', 12, 26),
  ],
  FR: [
    onDate('New Year’s Day', '元旦', 1, 1),
    fromEaster('Easter Monday', '复活节星期一', 1),
    onDate('Labour Day', '劳动节', 5, 1),
    onDate('Victory Day', '二战胜利日', 5, 8),
    fromEaster('Ascension Day', '耶稣升天节', 39),
    fromEaster('Whit Monday', '圣灵降临节星期一', 50),
    onDate('Bastille Day', '国庆日', 7, 14),
    onDate('Assumption Day', '圣母升天节', 8, 15),
    onDate('All Saints’ Day', '诸圣节', 11, 1),
    onDate('Armistice Day', '一战停战日', 11, 11),
    onDate('Christmas Day', '圣诞节', 12, 25),
  ],
  CN: [
    onDate('New Year’s Day', '元旦', 1, 1),
    onLunarDate('Spring Festival', '春节', [1, 1], { before: 1, after: 2 }),
    qingming('Qingming Festival', '清明节'),
    onDate('Labour Day', '劳动节', 5, 1),
    onDate('Labour Day', '劳动节', 5, 2),
    onLunarDate('Dragon Boat Festival', '端午节', [5, 5]),
    onLunarDate('Mid-Autumn Festival', '中秋节', [8, 15]),
    onDate('National Day', '国庆节', 10, 1),
    onDate('National Day', '国庆节', 10, 2),
    onDate('National Day', '国庆节', 10, 3),
  ],
} as const satisfies Record<string, readonly HolidayRule[]>

/** ISO 3166 codes of the countries whose holidays are known. */
export type HolidayCountry = keyof typeof rules
export const holidayCountries = Object.keys(rules) as readonly HolidayCountry[]

/**
 * The holidays of a country in a year, in order.
 * @param year 2000 to 2099
 * @throws RangeError for another year
 */
export const holidaysOf = (country: HolidayCountry, year: number): Holiday[] => {
  if (!Number.isInteger(year) || year < 2000 || year > 2099) {
    throw new RangeError('holidays are known from 2000 to 2099')
  }
  const found = new Map<string, Holiday>()
  for (const { name, nameZh, days } of rules[country]) {
    for (const day of days(year)) if (!found.has(day)) found.set(day, { day, name, nameZh })
  }
  return [...found.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1))
}
