import { type Tx, query } from '#core/database/index'

/** A way to write to a customer that is in use, with what the customer said of it. */
export interface ReachableContact {
  readonly customerId: bigint
  readonly kind: 'mobile' | 'whatsapp' | 'email'
  readonly value: string
  readonly consent: 'given' | 'refused' | null
  readonly name: string
}

/** The mobiles and e-mails of some customers, what each prefers first: one query. */
export const reachableContacts = (
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  customerIds: readonly bigint[]
): Promise<ReachableContact[]> =>
  query<ReachableContact>(
    tx,
    `select c.customer_id as "customerId", c.kind, c.value, c.consent, u.name
       from registry_customer_contacts c join registry_customers u on u.id = c.customer_id
      where c.municipality_id = ? and c.customer_id = any(?::bigint[]) and not c.is_retired
        and c.kind in ('mobile', 'whatsapp', 'email')
      order by c.customer_id, c.is_preferred desc, c.kind = 'whatsapp' desc, c.id`,
    [municipalityId, customerIds]
  )
