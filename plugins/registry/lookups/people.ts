import { type LookupType, lookupRows } from '#core/records/index'
import { permissions } from './permissions.ts'

/** Tables of people: customers and the utility's own staff. */
export const people: readonly LookupType[] = [
  {
    name: 'registry.job_titles',
    title: { one: 'Cargo', many: 'Cargos', gender: 'm' },
    help: 'Cargos dos funcionários do prestador.',
    permissions,
    rows: lookupRows([
      ['attendant', 'Atendente'],
      ['meter_reader', 'Leiturista'],
      ['plumber', 'Encanador'],
      ['billing_analyst', 'Analista de faturamento'],
      ['inspector', 'Fiscal'],
      ['driver', 'Motorista'],
      ['lab_technician', 'Técnico de laboratório'],
      ['manager', 'Gerente'],
    ]),
  },
  {
    name: 'registry.marital_statuses',
    title: { one: 'Estado civil', many: 'Estados civis', gender: 'm' },
    help: 'Estado civil dos clientes pessoas físicas.',
    permissions,
    rows: lookupRows([
      ['single', 'Solteiro(a)'],
      ['married', 'Casado(a)'],
      ['union', 'União estável'],
      ['separated', 'Separado(a)'],
      ['divorced', 'Divorciado(a)'],
      ['widowed', 'Viúvo(a)'],
    ]),
  },
  {
    name: 'registry.nationalities',
    title: { one: 'Nacionalidade', many: 'Nacionalidades', gender: 'f' },
    help: 'Nacionalidade dos clientes. Inclua as que aparecem no município.',
    permissions,
    rows: lookupRows([
      ['BRA', 'Brasileira'],
      ['NAT', 'Brasileira (naturalizada)'],
      ['ARG', 'Argentina'],
      ['BOL', 'Boliviana'],
      ['COL', 'Colombiana'],
      ['CUB', 'Cubana'],
      ['HTI', 'Haitiana'],
      ['PRY', 'Paraguaia'],
      ['PRT', 'Portuguesa'],
      ['URY', 'Uruguaia'],
      ['VEN', 'Venezuelana'],
      ['OUT', 'Outra'],
    ]),
  },
  {
    name: 'registry.customer_types',
    title: { one: 'Tipo de cliente', many: 'Tipos de cliente', gender: 'm' },
    help: 'Como o prestador classifica os seus clientes, além de pessoa física, jurídica ou órgão público.',
    permissions,
    rows: lookupRows([
      ['common', 'Comum'],
      ['large', 'Grande consumidor'],
      ['municipal', 'Órgão municipal'],
      ['state', 'Órgão estadual'],
      ['federal', 'Órgão federal'],
      ['charity', 'Entidade beneficente'],
      ['temporary', 'Temporário (obra, evento)'],
    ]),
  },
]
