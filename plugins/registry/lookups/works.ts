import { type LookupType, lookupRows } from '#core/records/index'
import { permissions } from './permissions.ts'

/** Tables of services, vehicles and materials. */
export const works: readonly LookupType[] = [
  {
    name: 'registry.service_groups',
    title: { one: 'Grupo de serviços', many: 'Grupos de serviços', gender: 'm' },
    help: 'Como os serviços prestados se agrupam em ordens, relatórios e prazos.',
    permissions,
    rows: lookupRows([
      ['connection', 'Ligação e religação'],
      ['cut', 'Corte e supressão'],
      ['leak', 'Vazamentos'],
      ['sewer', 'Esgoto'],
      ['meter', 'Hidrometria'],
      ['paving', 'Recomposição de pavimento'],
      ['inspection', 'Vistoria e fiscalização'],
      ['quality', 'Qualidade da água'],
    ]),
  },
  {
    name: 'registry.vehicle_types',
    title: { one: 'Tipo de veículo', many: 'Tipos de veículo', gender: 'm' },
    help: 'Espécies de veículos da frota.',
    permissions,
    rows: lookupRows([
      ['car', 'Automóvel'],
      ['pickup', 'Caminhonete'],
      ['motorcycle', 'Motocicleta'],
      ['truck', 'Caminhão'],
      ['tanker', 'Caminhão-pipa'],
      ['backhoe', 'Retroescavadeira'],
    ]),
  },
  {
    name: 'registry.vehicle_models',
    title: { one: 'Modelo de veículo', many: 'Modelos de veículo', gender: 'm' },
    help: 'Marcas e modelos da frota.',
    permissions,
    fields: [{ name: 'brand', label: 'Marca', type: 'text', maxLength: 40 }],
  },
  {
    name: 'registry.material_types',
    title: { one: 'Tipo de material', many: 'Tipos de material', gender: 'm' },
    help: 'Como os materiais se agrupam.',
    permissions,
    rows: lookupRows([
      ['pipe', 'Tubos e conexões'],
      ['meter', 'Hidrômetros e acessórios'],
      ['seal', 'Lacres'],
      ['paving', 'Pavimentação'],
      ['chemical', 'Produtos químicos'],
      ['tool', 'Ferramentas'],
      ['ppe', 'Equipamentos de proteção'],
    ]),
  },
  {
    name: 'registry.units_of_measure',
    title: { one: 'Unidade de medida', many: 'Unidades de medida', gender: 'f' },
    help: 'Unidades em que os materiais são contados.',
    permissions,
    rows: lookupRows([
      ['UN', 'Unidade'],
      ['M', 'Metro'],
      ['M2', 'Metro quadrado'],
      ['M3', 'Metro cúbico'],
      ['KG', 'Quilograma'],
      ['L', 'Litro'],
      ['CX', 'Caixa'],
      ['H', 'Hora'],
    ]),
  },
]
