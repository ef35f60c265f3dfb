import { type LookupType, lookupRows, systemRows } from '#core/records/index'
import { CATEGORY_OPTIONS } from '../records/options.ts'
import { permissions } from './permissions.ts'

const PAVEMENTS = [
  ['earth', 'Terra'],
  ['asphalt', 'Asfalto'],
  ['blocks', 'Bloquete'],
  ['stone', 'Paralelepípedo'],
  ['concrete', 'Concreto'],
] as const

/** Tables of streets, premises and groups. */
export const places: readonly LookupType[] = [
  {
    name: 'registry.street_pavement_types',
    title: { one: 'Pavimento de logradouro', many: 'Pavimentos de logradouro', gender: 'm' },
    help: 'Pavimento da rua: define o que se recompõe depois de um serviço.',
    permissions,
    rows: lookupRows(PAVEMENTS),
  },
  {
    name: 'registry.sidewalk_pavement_types',
    title: { one: 'Pavimento de calçada', many: 'Pavimentos de calçada', gender: 'm' },
    help: 'Pavimento da calçada: define o que se recompõe depois de um serviço.',
    permissions,
    rows: lookupRows([...PAVEMENTS, ['tile', 'Ladrilho'], ['grass', 'Grama']]),
  },
  {
    name: 'registry.street_honorifics',
    title: { one: 'Título de logradouro', many: 'Títulos de logradouro', gender: 'm' },
    help: 'Patentes e títulos que vêm antes do nome: Coronel, Doutor, Padre.',
    permissions,
    rows: lookupRows([
      ['cel', 'Coronel'],
      ['cap', 'Capitão'],
      ['gen', 'General'],
      ['mal', 'Marechal'],
      ['dr', 'Doutor'],
      ['prof', 'Professor'],
      ['pe', 'Padre'],
      ['dom', 'Dom'],
      ['gov', 'Governador'],
      ['pres', 'Presidente'],
      ['ver', 'Vereador'],
    ]),
  },
  {
    name: 'registry.categories',
    title: { one: 'Categoria', many: 'Categorias', gender: 'f' },
    help: 'Categorias das economias. Uma categoria nova só é faturada depois de ter preço na tabela de tarifas, pelo mesmo código.',
    permissions,
    rows: systemRows(CATEGORY_OPTIONS.map(({ value, label }) => [value, label] as const)),
  },
  {
    name: 'registry.tariff_types',
    title: { one: 'Tipo de tarifa', many: 'Tipos de tarifa', gender: 'm' },
    help: 'Tipo de tarifa de cada unidade: as tabelas de preços o leem como perfil, pelo mesmo código. Os preços ficam nas tabelas de tarifas, com versões.',
    permissions,
    rows: [
      ...systemRows([
        ['normal', 'Normal'],
        ['social', 'Social'],
      ]),
      ...lookupRows([
        ['contract', 'Contrato de demanda'],
        ['public', 'Poder público'],
        ['seasonal', 'Sazonal'],
      ]),
    ],
  },
  {
    name: 'registry.collection_frequencies',
    title: {
      one: 'Frequência da coleta de lixo',
      many: 'Frequências da coleta de lixo',
      gender: 'f',
    },
    help: 'De quanto em quanto o lixo de uma unidade é coletado. As tabelas de preços cobram por ela, pelo mesmo código.',
    permissions,
    rows: lookupRows([
      ['daily', 'Diária'],
      ['alternate', 'Dias alternados'],
      ['weekly', 'Semanal'],
      ['none', 'Sem coleta'],
    ]),
  },
  {
    name: 'registry.waste_profiles',
    title: { one: 'Perfil do gerador de lixo', many: 'Perfis do gerador de lixo', gender: 'm' },
    help: 'Que lixo uma unidade produz. As tabelas de preços cobram por ele, pelo mesmo código.',
    permissions,
    rows: lookupRows([
      ['household', 'Domiciliar'],
      ['commercial', 'Comercial'],
      ['large', 'Grande gerador'],
    ]),
  },
  {
    name: 'registry.building_situations',
    title: { one: 'Situação da edificação', many: 'Situações da edificação', gender: 'f' },
    help: 'Como está o que foi construído no imóvel.',
    permissions,
    rows: lookupRows([
      ['inhabited', 'Habitada'],
      ['vacant', 'Desocupada'],
      ['under_construction', 'Em construção'],
      ['closed', 'Fechada'],
      ['ruin', 'Em ruína'],
      ['demolished', 'Demolida'],
      ['vacant_lot', 'Terreno sem edificação'],
    ]),
  },
  {
    name: 'registry.billing_group_types',
    title: {
      one: 'Tipo de grupo de faturamento',
      many: 'Tipos de grupo de faturamento',
      gender: 'm',
    },
    help: 'Como os grupos são lidos e faturados.',
    permissions,
    rows: lookupRows([
      ['monthly', 'Mensal'],
      ['simultaneous', 'Mensal, com fatura impressa na leitura'],
      ['large', 'Grandes consumidores'],
      ['public', 'Órgãos públicos'],
      ['unmetered', 'Sem hidrômetro'],
    ]),
  },
  {
    name: 'registry.agencies',
    title: { one: 'Agência', many: 'Agências', gender: 'f' },
    help: 'Postos de atendimento, cada um com as localidades que atende (Localidades → Agência). As políticas comerciais podem ter versões só de uma agência.',
    permissions,
  },
  {
    name: 'registry.locality_types',
    title: { one: 'Tipologia de localidade', many: 'Tipologias de localidade', gender: 'f' },
    help: 'O que a localidade é: os roteiros de leitura se fazem por ela.',
    permissions,
    rows: lookupRows([
      ['urban', 'Urbana'],
      ['rural', 'Rural'],
    ]),
  },
]
