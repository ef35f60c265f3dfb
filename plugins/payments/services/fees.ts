/**
 * In SQL: the fee that an agreement has for one document paid in a way on a day. The price of the way goes before the
 * general one, and the agreement's own when its table has none.
 * @param names of the agreement's row, of the way and of the day
 */
export const agreedFee = (agreement: string, capture: string, on: string): string =>
  `coalesce((select t.fee_cents from payments_fees t
     where t.agreement_id = ${agreement}.id and (t.capture is null or t.capture = ${capture}) and t.from_on <= ${on}
     order by t.capture is null, t.from_on desc limit 1), ${agreement}.fee_cents)`
