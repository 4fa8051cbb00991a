import { describe, expect, it } from 'vitest'
import { guessCustomerMapping, systemOf } from './guess.ts'
import { rowStandard } from './standard.ts'

const guessed = (header: string, ...rows: readonly string[]) =>
  guessCustomerMapping(
    header.split(','),
    rows.map((row) => row.split(',')),
    'GB',
  )

describe('what a column is, is guessed', () => {
  it.each([
    [
      'salesforce',
      'Id,LastModifiedById,IsDeleted,First Name,Last Name,Email,Phone,Mobile Phone,Mailing Street,Mailing City,Mailing State,Mailing Postal Code,Mailing Country',
      { 'First Name': 'givenName', 'Mobile Phone': 'phone', 'Mailing Street': 'address', 'Mailing Country': 'country' },
    ],
    [
      'hubspot',
      'Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage,Company Name',
      { 'Record ID': 'reference', 'Phone Number': 'phone', 'Company Name': 'company' },
    ],
    [
      'zoho',
      'Record Id,Contact Owner,First Name,Last Name,Email,Secondary Email,Mobile,Mailing Zip,Mailing City',
      { 'Last Name': 'familyName', 'Secondary Email': 'email', 'Mailing Zip': 'postalCode' },
    ],
    [
      'atomic-crm',
      'id,first_name,last_name,first_seen,last_seen,company_id,sales_id,company_name,email_work,email_home,phone_work,phone_other',
      { id: 'reference', first_name: 'givenName', email_work: 'email', email_home: 'email', phone_other: 'phone' },
    ],
    [
      null,
      '会员号,姓名,手机号码,电子邮箱,省份,城市,区县,详细地址,邮编',
      { 姓名: 'name', 手机号码: 'phone', 区县: 'district', 邮编: 'postalCode' },
    ],
  ] as const)('in an export of %s', (system, header, mapping) => {
    expect(systemOf(header.split(','))).toBe(system)
    expect(guessed(header)).toMatchObject(mapping)
  })

  it('from what stands in it, where its name says nothing', () => {
    const rows = ['王伟,13800138000,w@example.com', '李娜,13900139000,l@example.com', '张敏,13700137000,z@example.com']
    const mapping = guessCustomerMapping(
      ['a', 'b', 'c'],
      rows.map((row) => row.split(',')),
      'CN',
    )
    expect(mapping).toEqual({ a: 'name', b: 'phone', c: 'email' })
  })

  it('but no number that several rows share is what a customer is called by', () => {
    expect(guessed('id,name', '7,Ann', '7,Bob', '7,Cy')).toEqual({ name: 'name' })
  })
})

describe('a row is brought into standard form', () => {
  const columns = ['Family', 'Given', 'Phone', 'Mail', 'Mail (work)', 'Land', 'Zip', 'When']
  const read = rowStandard({
    columns,
    options: {
      mapping: {
        Family: 'familyName',
        Given: 'givenName',
        Phone: 'phone',
        Mail: 'email',
        'Mail (work)': 'email',
        Land: 'country',
        Zip: 'postalCode',
      },
      region: 'CN',
    },
    dates: new Map([['When', 'DMY' as const]]),
    isStrict: true,
    isGuarded: true,
  })

  it('names by their script, numbers by their country, several addresses with their kinds', () => {
    const { profile, warnings } = read([
      '王',
      '小明',
      '138 0013 8000',
      'A@X.com;b@x.com',
      'A@x.com',
      'cn',
      '100020',
      '29/02/2024',
    ])
    expect(warnings).toEqual([])
    expect(profile).toMatchObject({
      name: '王小明',
      phones: [{ number: '+8613800138000', kind: 'mobile', primary: true, original: '138 0013 8000' }],
      emails: [
        { address: 'A@x.com', kind: 'work', primary: true },
        { address: 'b@x.com', kind: 'personal' },
      ],
      addresses: [{ country: '中国', postalCode: '100020' }],
    })
  })

  it('what cannot be understood is a remark and stays in its cell', () => {
    const row = read(['Ey', 'Ann', '12', 'nobody', '', 'GB', 'XXX', '31/02/2024'])
    expect(row.warnings.map(({ code }) => code)).toEqual(['BAD_EMAIL', 'BAD_PHONE', 'BAD_POSTAL_CODE', 'BAD_DATE'])
    expect(row.cells[3]).toBe('nobody')
    expect(row.refusal).toBeUndefined()
  })

  it.each([
    ['NO_NAME', ['', 'NA', '', '', '', 'null', '', '']],
    ['BAD_CHARACTER', ['Ey', 'An\ufffdn', '', '', '', '', '', '']],
    ['FIELD_TOO_LONG', ['x'.repeat(300), '', '', '', '', '', '', '']],
    ['CELL_TOO_LARGE', ['Ey', '', '', '', '', '', '', 'x'.repeat(5_000_000)]],
    ['WRONG_COLUMN_COUNT', ['Ey', 'Ann']],
  ])('a row is refused: %s', (reason, cells) => {
    expect(read(cells).refusal?.reason).toBe(reason)
  })
})
