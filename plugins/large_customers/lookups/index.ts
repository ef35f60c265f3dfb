import { type LookupType, lookupRows } from '#core/records/index'

const permissions = { read: 'large_customers.read', write: 'large_customers.configure' } as const

export default [
  {
    name: 'large_customers.segments',
    title: {
      one: 'Segmento de grande cliente',
      many: 'Segmentos de grandes clientes',
      gender: 'm',
    },
    help: 'O que o grande cliente faz: a carteira e as prospecções se filtram por ele.',
    permissions,
    rows: lookupRows([
      ['industry', 'Indústria'],
      ['shopping', 'Comércio e shopping'],
      ['hotel', 'Hotelaria'],
      ['health', 'Saúde'],
      ['education', 'Educação'],
      ['condominium', 'Condomínio'],
      ['public', 'Poder público'],
      ['other', 'Outro'],
    ]),
  },
  {
    name: 'large_customers.purposes',
    title: {
      one: 'Finalidade de visita comercial',
      many: 'Finalidades de visitas comerciais',
      gender: 'f',
    },
    help: 'Para que se visita um grande cliente ou um cliente potencial.',
    permissions,
    rows: lookupRows([
      ['prospecting', 'Prospecção'],
      ['contract', 'Negociação de contrato'],
      ['consumption', 'Queda ou alta de consumo'],
      ['technical', 'Vistoria técnica'],
      ['relationship', 'Relacionamento'],
      ['other', 'Outra'],
    ]),
  },
] as readonly LookupType[]
