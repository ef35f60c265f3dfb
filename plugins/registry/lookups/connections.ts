import { type LookupType, type RecordField, lookupRows, systemRows } from '#core/records/index'
import { SITUATIONS } from '../records/options.ts'
import { permissions } from './permissions.ts'

const DIAMETER: RecordField = {
  name: 'diameter_mm',
  label: 'Diâmetro',
  type: 'decimal',
  unit: 'mm',
  isRequired: true,
}

const diameters = (sizes: readonly (readonly [string, string])[]) =>
  lookupRows(sizes.map(([code, title]) => [code, title, { diameter_mm: code.replace(',', '.') }]))

/** Tables of connections, risers and branches. */
export const connections: readonly LookupType[] = [
  {
    name: 'registry.riser_diameters',
    title: { one: 'Diâmetro de cavalete', many: 'Diâmetros de cavalete', gender: 'm' },
    help: 'Diâmetros dos cavaletes em que os hidrômetros são montados.',
    permissions,
    fields: [DIAMETER],
    rows: diameters([
      ['20', '20 mm (1/2")'],
      ['25', '25 mm (3/4")'],
      ['32', '32 mm (1")'],
      ['50', '50 mm (1 1/2")'],
      ['63', '63 mm (2")'],
    ]),
  },
  {
    name: 'registry.water_branch_diameters',
    title: { one: 'Diâmetro de ramal de água', many: 'Diâmetros de ramal de água', gender: 'm' },
    help: 'Diâmetros dos ramais que ligam a rede de água ao imóvel.',
    permissions,
    fields: [DIAMETER],
    rows: diameters([
      ['20', '20 mm'],
      ['25', '25 mm'],
      ['32', '32 mm'],
      ['50', '50 mm'],
      ['63', '63 mm'],
    ]),
  },
  {
    name: 'registry.sewage_branch_diameters',
    title: {
      one: 'Diâmetro de ramal de esgoto',
      many: 'Diâmetros de ramal de esgoto',
      gender: 'm',
    },
    help: 'Diâmetros dos ramais que ligam o imóvel à rede de esgoto.',
    permissions,
    fields: [DIAMETER],
    rows: diameters([
      ['100', '100 mm'],
      ['150', '150 mm'],
      ['200', '200 mm'],
    ]),
  },
  {
    name: 'registry.riser_materials',
    title: { one: 'Material de cavalete', many: 'Materiais de cavalete', gender: 'm' },
    help: 'De que são feitos os cavaletes.',
    permissions,
    rows: lookupRows([
      ['pvc', 'PVC'],
      ['galvanised', 'Ferro galvanizado'],
      ['pead', 'PEAD'],
      ['brass', 'Latão'],
    ]),
  },
  {
    name: 'registry.riser_positions',
    title: { one: 'Posição de cavalete', many: 'Posições de cavalete', gender: 'f' },
    help: 'Onde o cavalete fica no imóvel.',
    permissions,
    rows: lookupRows([
      ['left', 'Esquerda'],
      ['right', 'Direita'],
      ['centre', 'Centro'],
      ['inside', 'Interna'],
      ['sidewalk', 'Passeio'],
    ]),
  },
  {
    name: 'registry.riser_types',
    title: { one: 'Tipo de cavalete', many: 'Tipos de cavalete', gender: 'm' },
    help: 'Como o cavalete é montado.',
    permissions,
    rows: lookupRows([
      ['simple', 'Simples'],
      ['multiple', 'Múltiplo'],
      ['box', 'Caixa padrão na mureta'],
      ['floor', 'Caixa no piso'],
    ]),
  },
  {
    name: 'registry.connection_types',
    title: { one: 'Tipo de ligação', many: 'Tipos de ligação', gender: 'm' },
    help: 'Para que a ligação foi feita.',
    permissions,
    rows: lookupRows([
      ['definitive', 'Definitiva'],
      ['provisional', 'Provisória'],
      ['building', 'Obra'],
      ['event', 'Evento'],
      ['fire', 'Hidrante ou combate a incêndio'],
    ]),
  },
  {
    name: 'registry.network_types',
    title: { one: 'Tipo de rede', many: 'Tipos de rede', gender: 'm' },
    help: 'Rede em que a ligação é feita.',
    permissions,
    rows: lookupRows([
      ['distribution', 'Distribuição'],
      ['main', 'Adutora'],
      ['sewer_main', 'Coletor tronco'],
      ['sewer', 'Coletora de esgoto'],
      ['condominial', 'Condominial'],
    ]),
  },
  {
    name: 'registry.situation_types',
    title: { one: 'Tipo de situação', many: 'Tipos de situação', gender: 'm' },
    help: 'Detalha a situação das ligações: cada tipo vale, para leitura, fatura e corte, como a situação que ele indica.',
    permissions,
    fields: [
      {
        name: 'situation',
        label: 'Vale como',
        type: 'enum',
        options: SITUATIONS,
        isRequired: true,
      },
    ],
    rows: systemRows(
      SITUATIONS.map(({ value, label }) => [value, label, { situation: value }] as const)
    ),
  },
  {
    name: 'registry.other_source_types',
    title: { one: 'Outra fonte de água', many: 'Outras fontes de água', gender: 'f' },
    help: 'Fontes próprias que os imóveis usam além da rede.',
    permissions,
    rows: lookupRows([
      ['well', 'Poço raso (cisterna)'],
      ['deep_well', 'Poço profundo'],
      ['spring', 'Nascente ou mina'],
      ['river', 'Rio ou córrego'],
      ['tanker', 'Caminhão-pipa'],
      ['rain', 'Água da chuva'],
    ]),
  },
  {
    name: 'registry.water_situation_reasons',
    title: {
      one: 'Motivo de situação da ligação de água',
      many: 'Motivos de situação da ligação de água',
      gender: 'm',
    },
    help: 'Por que a situação de uma ligação de água mudou.',
    permissions,
    rows: lookupRows([
      ['new', 'Ligação nova'],
      ['debt', 'Falta de pagamento'],
      ['request', 'A pedido do cliente'],
      ['fraud', 'Irregularidade'],
      ['demolition', 'Imóvel demolido'],
      ['reconnection', 'Religação'],
    ]),
  },
  {
    name: 'registry.sewage_situation_reasons',
    title: {
      one: 'Motivo de situação da ligação de esgoto',
      many: 'Motivos de situação da ligação de esgoto',
      gender: 'm',
    },
    help: 'Por que a situação de uma ligação de esgoto mudou.',
    permissions,
    rows: lookupRows([
      ['new', 'Ligação nova'],
      ['plugging', 'Tamponamento'],
      ['request', 'A pedido do cliente'],
      ['irregular', 'Lançamento irregular'],
      ['no_network', 'Rede desativada'],
    ]),
  },
]
