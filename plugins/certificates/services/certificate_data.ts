import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { UtilityIdentity } from '#plugins/registry/api'
import type { CertificateData } from '../documents/certificate.ts'
import { codeText } from '../domain/code.ts'
import type { Assessed } from './assess.ts'
import { CHECK_PATH } from './names.ts'
import type { Whose } from './whose.ts'

interface Stating {
  readonly municipalityId: bigint
  readonly whose: Whose
  readonly assessed: Assessed
  readonly purpose: string | null
  readonly on: CivilDate
  readonly validUntil: CivilDate
  readonly number: string
  readonly code: string
  readonly by: string
}

/** What the paper of a certificate says. */
export async function certificateData(
  tx: Tx,
  { municipalityId, whose, assessed, purpose, on, validUntil, number, code, by }: Stating
): Promise<CertificateData> {
  const utility = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date: on },
  })
  const { premise, customer } = whose
  const registrations = await registrationsOf(tx, municipalityId, assessed)
  const site = `${process.env.APP_URL ?? ''}${CHECK_PATH}`
  return {
    utility: {
      ...{ name: utility.name, cnpj: utility.cnpj, address: utility.address },
      sac_phone: utility.sac_phone,
    },
    ...{ number, kind: assessed.kind, issued_on: on, valid_until: validUntil, issued_by: by },
    ...{ city: `${utility.city}, ${utility.state}`, purpose },
    customer: customer && { name: customer.name, tax_id: customer.taxpayer_id },
    premise: premise && {
      registration: premise.registration_number,
      address: [premise.street, premise.number ?? 's/n', premise.complement]
        .filter(Boolean)
        .join(', '),
      ...{ district: premise.district, city: premise.city },
    },
    debts: assessed.debts.map((debt) => ({
      ...{ title: debt.title, due_on: debt.dueOn, standing: debt.standing },
      registration: debt.premiseId === null ? null : (registrations.get(debt.premiseId) ?? null),
      cents: String(debt.cents),
    })),
    total_cents: String(assessed.totalCents),
    ...{ code: codeText(code), site, link: `${site}?code=${code}` },
  }
}

async function registrationsOf(
  tx: Tx,
  municipalityId: bigint,
  { debts }: Assessed
): Promise<ReadonlyMap<bigint, string>> {
  const rows = await query<{ id: bigint; registration_number: string }>(
    tx,
    'select id, registration_number from registry_premises where municipality_id = ? and id = any(?::bigint[])',
    [municipalityId, debts.flatMap(({ premiseId }) => premiseId ?? [])]
  )
  return new Map(rows.map(({ id, registration_number: number }) => [id, number]))
}
