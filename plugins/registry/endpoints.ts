import type { Endpoint } from '#core/records/index'

export default [
  {
    method: 'get',
    path: '/api/registry/population',
    group: 'Cadastro',
    title: 'População atendida',
    permission: 'registry.quality',
    answer: 'População por localidade e ano',
  },
  {
    method: 'get',
    path: '/api/registry/addresses',
    group: 'Cadastro',
    title: 'Completar um endereço',
    permission: 'registry.read',
    query: { street_id: 'Logradouro', zip_code: 'CEP', number: 'Número' },
    answer: 'Logradouro, bairro e CEP da faixa do número',
  },
  {
    method: 'get',
    path: '/api/registry/street-search',
    group: 'Cadastro',
    title: 'Buscar logradouros',
    permission: 'registry.read',
    answer: 'Logradouros com suas faixas',
  },
  {
    method: 'get',
    path: '/api/registry/premises/{id}/responsibles',
    group: 'Cadastro',
    title: 'Quem responde por um imóvel em um dia',
    permission: 'registry.read',
    query: { on: 'Dia, AAAA-MM-DD' },
    answer: 'Titular, inquilino e proprietário',
  },
] as readonly Endpoint[]
