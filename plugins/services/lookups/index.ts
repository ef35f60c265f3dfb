import { type LookupRow, type LookupType, lookupRows } from '#core/records/index'
import { KINDS } from '../records/options.ts'

const permissions = { read: 'services.read', write: 'services.configure' } as const
const inspection = (code: string, title: string): LookupRow => ({
  ...{ code, title, isSystem: true },
  values: { kind: 'inspection', deadline_days: 15 },
})
/** Asked by the product itself, by its code. */
const treated = (code: string, title: string, days: number): LookupRow => ({
  ...work(code, title, days),
  isSystem: true,
})
const work = (code: string, title: string, days: number): LookupRow => ({
  ...{ code, title },
  values: { kind: 'work', deadline_days: days },
})

export default [
  {
    name: 'services.teams',
    title: { one: 'Equipe de serviço', many: 'Equipes de serviço', gender: 'f' },
    help: 'As equipes a quem as ordens de serviço são dadas.',
    permissions,
    rows: lookupRows([
      ['water', 'Manutenção de água'],
      ['sewage', 'Manutenção de esgoto'],
      ['inspection', 'Fiscalização'],
    ]),
  },
  {
    name: 'services.types',
    title: { one: 'Tipo de serviço', many: 'Tipos de serviço', gender: 'm' },
    help: 'O que se pede ao campo, em quantos dias e a que equipe. O que tem serviço da tabela de tarifas é cobrado do imóvel quando a ordem se encerra feita.',
    permissions,
    fields: [
      {
        ...{ name: 'kind', label: 'Espécie', type: 'enum', options: KINDS, isRequired: true },
        help: 'Uma fiscalização pode terminar em irregularidade constatada.',
      },
      {
        ...{ name: 'deadline_days', label: 'Prazo', type: 'integer', unit: 'dias' },
        ...{ isRequired: true, minimum: '0', maximum: '365' },
      },
      { name: 'team', label: 'Equipe', type: 'lookup', lookup: 'services.teams' },
      {
        ...{ name: 'tariff_service', label: 'Serviço cobrado', type: 'text', maxLength: 60 },
        help: 'Código do serviço na tabela de tarifas. Vazio: não se cobra.',
      },
    ],
    rows: [
      inspection('consumption_inspection', 'Fiscalização de consumo'),
      inspection('fraud_inspection', 'Fiscalização de fraude'),
      treated('leak_repair', 'Conserto de vazamento', 2),
      treated('water_connection', 'Ligação de água', 10),
      treated('sewage_connection', 'Ligação de esgoto', 15),
      treated('disconnection', 'Desligamento a pedido', 5),
      work('riser_repair', 'Conserto de cavalete', 5),
      treated('visit', 'Vistoria', 5),
      treated('cut_standpipe', 'Corte no cavalete', 2),
      treated('cut_branch', 'Corte no ramal', 5),
      treated('suppression', 'Supressão da ligação', 10),
      treated('reconnection', 'Religação', 2),
    ],
  },
  {
    name: 'services.not_done_reasons',
    title: {
      ...{ one: 'Motivo de serviço não feito', many: 'Motivos de serviço não feito' },
      gender: 'm',
    },
    help: 'Por que uma ordem de serviço se encerra sem o serviço feito.',
    permissions,
    rows: lookupRows([
      ['closed', 'Imóvel fechado'],
      ['refused', 'Cliente não permitiu'],
      ['not_found', 'Endereço não encontrado'],
      ['not_needed', 'Não era preciso'],
    ]),
  },
] as readonly LookupType[]
