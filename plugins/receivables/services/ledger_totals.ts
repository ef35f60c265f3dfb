import { type Tx, query } from '#core/database/index'

/** What the receivables stand at, in cents, for whoever keeps books on them. Sides by beneficiary: own and third parties'. */
export interface LedgerTotals {
  readonly openOwn: bigint
  readonly openThirdParty: bigint
  /** Of third parties, brought open from the system before, ever. */
  readonly takenOverThirdParty: bigint
  /** Waiting for the next document: late charges, underpayments, amounts below the minimum; a service is owed once billed. */
  readonly pendingOwn: bigint
  readonly pendingThirdParty: bigint
  /** Late charges ever made and neither given up nor given back. */
  readonly lateOwn: bigint
  readonly lateThirdParty: bigint
  readonly forgivenOwn: bigint
  readonly forgivenThirdParty: bigint
  /** Taxes that payers kept, ever. */
  readonly withheld: bigint
  readonly openCredits: bigint
  /** Credits given back in money, ever. */
  readonly refunded: bigint
  readonly receipts: bigint
  /** Of them, settled without cash. */
  readonly offset: bigint
  readonly unidentifiedReceipts: bigint
}

const SQL = `
  with own as (select id from receivables_beneficiaries where municipality_id = :municipality and kind = 'utility'),
  items as (
    select coalesce(sum(open_cents) filter (where beneficiary_id in (select id from own)), 0) as own,
           coalesce(sum(open_cents) filter (where beneficiary_id not in (select id from own)), 0) as third
      from receivables_items where municipality_id = :municipality and state = 'open'),
  taken_over as (
    select coalesce(sum(amount_cents), 0) as third from receivables_items
     where municipality_id = :municipality and origin_type = 'legacy' and beneficiary_id not in (select id from own)),
  pending as (
    select coalesce(sum(amount_cents) filter (where is_waiting and is_own), 0) as own,
           coalesce(sum(amount_cents) filter (where is_waiting and not is_own), 0) as third,
           coalesce(sum(amount_cents - credited_cents) filter (where cause = 'late' and state <> 'cancelled' and is_own), 0) as late_own,
           coalesce(sum(amount_cents - credited_cents) filter (where cause = 'late' and state <> 'cancelled' and not is_own), 0) as late_third
      from (select p.*, p.beneficiary_id in (select id from own) as is_own,
                     p.state in ('pending', 'held') and p.cause not in ('service', 'plan_interest') as is_waiting
              from receivables_pending_charges p where p.municipality_id = :municipality) p),
  arranged as (
    select coalesce(sum(case when is_taken_over then 0 else fine_cents + interest_cents + correction_cents end - given_up_cents), 0) as late
      from receivables_arrangements where municipality_id = :municipality),
  forgiven as (
    select coalesce(sum(s.forgiven_cents) filter (where i.beneficiary_id in (select id from own)), 0) as own,
           coalesce(sum(s.forgiven_cents) filter (where i.beneficiary_id not in (select id from own)), 0) as third
      from receivables_settlements s join receivables_items i on i.id = s.item_id
     where s.municipality_id = :municipality and s.forgiven_cents <> 0 and i.state not in ('cancelled', 'replaced')),
  withheld as (
    select coalesce(sum(withheld_cents), 0) as total from receivables_settlements
     where municipality_id = :municipality and withheld_cents <> 0),
  credits as (
    select coalesce(sum(open_cents), 0) as open, coalesce(sum(refunded_cents), 0) as refunded from receivables_credits
     where municipality_id = :municipality and (open_cents > 0 or refunded_cents > 0)),
  receipts as (
    select coalesce(sum(amount_cents), 0) as total,
           coalesce(sum(amount_cents) filter (where channel = 'offset'), 0) as offset_cents,
           coalesce(sum(amount_cents) filter (where state = 'unidentified'), 0) as unidentified
      from receivables_receipts where municipality_id = :municipality and state <> 'reversed')
  select items.own::bigint as "openOwn", items.third::bigint as "openThirdParty",
         taken_over.third::bigint as "takenOverThirdParty",
         pending.own::bigint as "pendingOwn", pending.third::bigint as "pendingThirdParty",
         (pending.late_own + arranged.late)::bigint as "lateOwn", pending.late_third::bigint as "lateThirdParty",
         forgiven.own::bigint as "forgivenOwn", forgiven.third::bigint as "forgivenThirdParty",
         withheld.total::bigint as withheld, credits.open::bigint as "openCredits",
         credits.refunded::bigint as refunded, receipts.total::bigint as receipts,
         receipts.offset_cents::bigint as offset,
         receipts.unidentified::bigint as "unidentifiedReceipts"
    from items, taken_over, pending, arranged, forgiven, withheld, credits, receipts`

/** The whole municipality, as it stands now. */
export async function ledgerTotals(tx: Tx, municipalityId: bigint): Promise<LedgerTotals> {
  const bindings: bigint[] = []
  const sql = SQL.replaceAll(':municipality', () => {
    bindings.push(municipalityId)
    return '?'
  })
  const [totals] = await query<LedgerTotals>(tx, sql, bindings)
  return totals!
}
