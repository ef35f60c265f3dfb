import { formatDate } from '#core/calendar/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type ContingencyFact, type ContingencySection, cardsBy } from '#core/records/index'
import { formatRegistration } from '../domain/registration_number.ts'
import { HOLDING_ROLES, SERVICES, SITUATIONS } from '../records/options.ts'
import { registrationRule } from '../services/registration_rule.ts'

interface PremiseRow {
  readonly id: bigint
  readonly registration_number: string
  readonly street: string | null
  readonly number: string | null
  readonly complement: string | null
  readonly district: string | null
  readonly zip_code: string | null
  readonly holder_name: string | null
  readonly holder_taxpayer_id: string | null
  readonly meter_number: string | null
  readonly status: string
  readonly group_name: string
}

interface ConnectionRow {
  readonly premise_id: bigint
  readonly service: string
  readonly situation: string
  readonly connected_on: CivilDate | null
}

interface PersonRow {
  readonly premise_id: bigint
  readonly role: string
  readonly name: string
  readonly taxpayer_id: string | null
  readonly phone: string | null
  readonly from_on: CivilDate
}

const labelOf = (
  options: readonly { readonly value: string; readonly label: string }[],
  value: string
) => options.find((option) => option.value === value)?.label ?? value

/** Facts that have a value. */
const filled = (facts: readonly (readonly [string, string | null])[]): ContingencyFact[] =>
  facts.flatMap(([label, value]) => (value ? [[label, value] as const] : []))

/** Every premise, found by its number, holder, street, CPF or meter. */
const premises: ContingencySection = {
  name: 'registry.premises',
  title: 'Imóvel',
  record: 'registry.premises',
  place: 0,
  async entries({ tx, municipalityId, today }, { after, limit }) {
    const rule = await registrationRule(tx, municipalityId, today)
    const rows = await query<PremiseRow>(
      tx,
      `select p.id, p.registration_number, p.street, p.number, p.complement, p.district, p.zip_code, p.holder_name,
              p.holder_taxpayer_id, p.meter_number, p.status, g.name as group_name
         from registry_premises p join registry_billing_groups g on g.id = p.billing_group_id
        where p.municipality_id = ? and p.id > ? order by p.id limit ?`,
      [municipalityId, after, limit]
    )
    return rows.map((row) => {
      const number = formatRegistration(row.registration_number, rule)
      const address = [row.street, row.number, row.complement, row.district].filter(Boolean)
      return {
        id: row.id,
        title: number,
        subtitle: [row.holder_name ?? 'sem titular', address.join(', ')].join(' · '),
        search: [number, row.holder_name, row.holder_taxpayer_id, row.meter_number, ...address].map(
          (text) => text ?? ''
        ),
        facts: filled([
          ['Situação', row.status === 'active' ? 'Ativo' : 'Desativado'],
          ['Endereço', address.join(', ')],
          ['CEP', row.zip_code],
          ['Hidrômetro', row.meter_number],
          ['Grupo', row.group_name],
        ]),
      }
    })
  },
}

const people: ContingencySection = {
  name: 'registry.people',
  title: 'Titular e responsáveis',
  record: 'registry.premises',
  place: 10,
  async cards({ tx, municipalityId }, ids) {
    const rows = await query<PersonRow>(
      tx,
      `select h.premise_id, h.role, h.from_on, c.name, c.taxpayer_id, c.phone
         from registry_holdings h join registry_customers c on c.id = h.customer_id
        where h.municipality_id = ? and h.premise_id = any(?::bigint[]) and h.until_on is null
        order by h.premise_id, array_position(array['holder', 'tenant', 'owner'], h.role)`,
      [municipalityId, ids.map(String)]
    )
    return cardsBy(
      rows,
      (row) => row.premise_id,
      (row) => ({
        title: `${labelOf(HOLDING_ROLES, row.role)}: ${row.name}`,
        facts: filled([
          ['CPF ou CNPJ', row.taxpayer_id],
          ['Telefone', row.phone],
          ['Desde', formatDate(row.from_on)],
        ]),
      })
    )
  },
}

const connections: ContingencySection = {
  name: 'registry.connections',
  title: 'Ligações',
  record: 'registry.premises',
  place: 20,
  async cards({ tx }, ids) {
    const rows = await query<ConnectionRow>(
      tx,
      `select premise_id, service, situation, connected_on from registry_connections
        where premise_id = any(?::bigint[]) order by premise_id, service desc`,
      [ids.map(String)]
    )
    return cardsBy(
      rows,
      (row) => row.premise_id,
      (row) => ({
        title: labelOf(SERVICES, row.service),
        facts: filled([
          ['Situação', labelOf(SITUATIONS, row.situation)],
          ['Ligada em', row.connected_on && formatDate(row.connected_on)],
        ]),
      })
    )
  },
}

export default [premises, people, connections] as readonly ContingencySection[]
