import { sqlState, type Sql, type Tx } from '../platform/db/index.ts'
import { loyaltyErrors, type PreviewAsk, type PreviewCount } from '../modules/loyalty/index.ts'

/** Up to so many purchases of a merchant are counted one by one; of more, evenly spread runs of neighbours are looked at. */
export const countedOneByOne = 1_000_000
const runs = 400
const runLength = 1_000
/** Milliseconds after which a preview is given up. */
const longest = 10_000
const cancelled = '57014'
const monthsShown = 120

/** Rules below this many points a unit are counted in 64 bits: amounts have 48. */
const fewPoints = 32_768n

/** The rule's arithmetic set-wise: whole numbers throughout, as the contract counts. Parameters from `first` on. */
const pointsSql = (first: number, terms: PreviewAsk['now']): string => {
  const [amount, type, divide] =
    (terms?.pointsNumerator ?? 0n) < fewPoints ? ['o.total', 'int8', ''] : ['o.total::numeric', 'numeric', 'div']
  const product = `${amount} * $${first}::${type}`
  const unit = `$${first + 1}::${type}`
  const quotient = divide === '' ? `${product} / ${unit}` : `${divide}(${product}, ${unit})`
  return `case when o.total < $${first + 2}::int8 then 0 else least($${first + 3}::${type}, ${quotient}) end`
}

const columns = 'customer_id, placed_at, total, currency'
const ofMerchant = 'organisation_id = $1 and merchant_id = $2 and purchase_number'

/** All purchases, or runs of neighbours; the order within a run keeps the planner to the index of purchase numbers. */
const purchasesSql = (sample: { readonly runs: number; readonly runLength: number; readonly of: number } | undefined) =>
  sample === undefined
    ? `(select ${columns} from "order" where ${ofMerchant} is not null) o`
    : `generate_series(0, ${sample.runs - 1}) as at cross join lateral (
         select ${columns} from "order" where ${ofMerchant} > at * ${sample.of}::int8 / ${sample.runs}
          order by purchase_number limit ${sample.runLength}) o`

const textOf = ({ rule, now }: PreviewAsk, sample: Parameters<typeof purchasesSql>[0]): string => `
  with bought as materialized (
    select o.customer_id, o.placed_at, ${pointsSql(6, rule)} as points, ${pointsSql(10, now)} as points_now
      from ${purchasesSql(sample)}
     where o.currency = $3 and o.total between 0 and 281474976710655
       and ($4::timestamptz is null or o.placed_at >= $4) and ($5::timestamptz is null or o.placed_at < $5)
  ), by_month as (
    select date_trunc('month', placed_at, 'UTC') as month, count(*)::int as purchases, sum(points) as points,
           sum(points_now) as points_now, min(placed_at) as first, max(placed_at) as last
      from bought group by 1
  ), whole as (
    select coalesce(sum(purchases), 0)::int as purchases, min(first) as first, max(last) as last,
           coalesce(sum(points), 0)::text as points, coalesce(sum(points_now), 0)::text as "pointsNow"
      from by_month
  )
  select whole.*,
         (select count(*)::int from (
            select distinct coalesce(c.merged_into, b.customer_id)
              from (select distinct customer_id from bought where points > 0) b
              left join customer c on c.organisation_id = $1 and c.id = b.customer_id and c.merged_into is not null
          ) as earning) as members,
         (select coalesce(jsonb_agg(jsonb_build_object('month', to_char(month at time zone 'UTC', 'YYYY-MM'),
                   'purchases', purchases, 'points', points::text, 'pointsNow', points_now::text) order by month), '[]')
            from (select * from by_month order by month desc limit ${monthsShown}) as shown) as months
    from whole`

/** Runs a statement that is given up after {@link longest} milliseconds. The transaction is over then. */
const bounded = async <R>(tx: Tx, sql: Sql): Promise<R> => {
  try {
    const [, row] = await Promise.all([tx.rows({ text: `set local statement_timeout = ${longest}` }), tx.one<R>(sql)])
    return row
  } catch (error) {
    if (sqlState(error) !== cancelled) throw error
    throw loyaltyErrors.LOYALTY_PREVIEW_TOO_LONG(`the preview took longer than ${longest} ms`, { cause: error })
  }
}

const termsOf = (rule: PreviewAsk['rule'] | undefined): string[] =>
  rule === undefined
    ? ['0', '1', '0', '0']
    : [rule.pointsNumerator, rule.spendUnit, rule.minimumSpend, rule.maximumPoints].map(String)

/**
 * Counts what two rules would have given for purchases that a merchant really made.
 * @param sample for tests: from how many purchases on runs of neighbours are looked at, how many, and how long each is
 * @throws LOYALTY_PREVIEW_TOO_LONG
 */
export const previewRule = async (
  tx: Tx,
  { merchantId, currency, rule, now, from, until }: PreviewAsk,
  sample = { above: countedOneByOne, runs, runLength },
): Promise<PreviewCount> => {
  const { number } = await tx.one<{ number: number }>({
    name: 'preview-last-purchase',
    text: 'select last_purchase_number as number from merchant where organisation_id = $1 and id = $2',
    values: [tx.organisationId, merchantId],
  })
  const taken = number > sample.above ? { ...sample, of: number } : undefined
  const found = await bounded<Omit<PreviewCount, 'sampled'>>(tx, {
    text: textOf({ merchantId, currency, rule, now, from, until }, taken),
    values: [tx.organisationId, merchantId, currency, from, until, ...termsOf(rule), ...termsOf(now)],
  })
  return { ...found, sampled: taken ? { looked: taken.runs * taken.runLength, of: number } : null }
}
