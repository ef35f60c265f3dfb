import { checkGroup } from '../services/check_group.ts'
import { checkPropertyRegistration } from '../services/check_property_registration.ts'
import { correctFindings } from '../services/quality_findings.ts'
import type { RecordType } from '#core/records/index'
import { format } from '#core/web/index'
import { indexPremises } from '../services/index_premise.ts'
import { identifyPremise } from '../services/identify_premise.ts'
import { checkAddress, keepAddress } from '../services/keep_address.ts'
import { loadPremisePage } from '../services/premise_page.ts'
import { premiseOperations } from './operations.ts'
import { address, attributes, billing, identification, networks } from './premise_fields.ts'
import { premiseForm } from './premise_form.ts'
import { checkDueDay } from '../services/due_days.ts'

/** Who and where, so that nobody changes the wrong premise. */
const headingOf = (row: Readonly<Record<string, unknown>>) =>
  `${format.registration(String(row.registration_number))} · ${row.holder_name ?? 'sem titular'} · ${row.street}, ${row.number ?? 's/n'}`

export const premises: RecordType = {
  name: 'registry.premises',
  path: '/registry/premises',
  table: 'registry_premises',
  title: { one: 'Imóvel', many: 'Imóveis', gender: 'm' },
  help: 'Cada imóvel tem uma matrícula, suas economias por categoria, suas ligações de água e esgoto e seu titular.',
  label: 'registration_number',
  fields: [...identification, ...address, ...attributes, ...networks, ...billing],
  list: {
    columns: [
      'registration_number',
      'holder_name',
      'street',
      'number',
      'district',
      'meter_number',
      'kind',
    ],
    sort: { column: 'registration_number', direction: 'asc' },
    sortable: ['registration_number', 'holder_name', 'street', 'district'],
    filters: ['billing_group_id', 'locality_id', 'kind', 'special_kind', 'status', 'area'],
  },
  search: [
    ...['registration_number', 'holder_name', 'street', 'number', 'district', 'meter_number'],
    'holder_taxpayer_id',
    'lot_code',
  ],
  related: [
    { title: 'Ligações', record: 'registry.connections', foreignKey: 'premise_id' },
    { title: 'Economias', record: 'registry.premise_economies', foreignKey: 'premise_id' },
    { title: 'Titulares e responsáveis', record: 'registry.holdings', foreignKey: 'premise_id' },
    { title: 'Tarifa social', record: 'registry.social_benefits', foreignKey: 'premise_id' },
    { title: 'Contratos de locação', record: 'registry.leases', foreignKey: 'premise_id' },
    { title: 'Unidades do condomínio', record: 'registry.premises', foreignKey: 'parent_id' },
    {
      title: 'Ramais de espera',
      record: 'registry.waiting_branches',
      foreignKey: 'premise_id',
    },
    {
      title: 'Outros endereços',
      record: 'registry.premise_addresses',
      foreignKey: 'premise_id',
    },
    {
      title: 'Órgão pagador',
      record: 'registry.paying_body_premises',
      foreignKey: 'premise_id',
    },
  ],
  scope: { column: 'locality_id' },
  permissions: { read: 'registry.read', write: 'registry.write' },
  createAction: 'registry.premises.create',
  createFields: premiseForm([...identification, ...address, ...attributes, ...billing]),
  formPanel: '/registry/premises/address',
  async check(context, change) {
    await checkAddress(context, change)
    await checkGroup(context, change)
    await checkDueDay(context, change)
    await checkPropertyRegistration(context, {
      id: change.id,
      number: change.changes.property_tax_number,
    })
  },
  async afterChange(context, change) {
    await keepAddress(context, change)
    if ('lot_id' in change.after) await indexPremises(context.tx, [change.id])
    await correctFindings(context, { recordType: 'registry.premises', recordId: change.id })
  },
  identify: identifyPremise,
  historyOf: [{ record: 'registry.connections', foreignKey: 'premise_id' }],
  overview: { view: 'registry::premise', load: loadPremisePage },
  serviceRecord: { group: 'Cadastro' },
  bulk: [
    { action: 'registry.issue_notice', effect: 'Emitir um aviso ou termo para {count} imóveis' },
  ],
  heading: headingOf,
  operations: premiseOperations,
  actions: [],
  hasCustomFields: true,
}
