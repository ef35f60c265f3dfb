import type { Endpoint } from '#core/records/index'

export default [
  {
    method: 'get',
    path: '/api/tariffs/prices',
    group: 'Tarifas',
    title: 'Tarifas e preços de uma data',
    permission: 'tariffs.read',
    query: {
      on: 'Data, AAAA-MM-DD',
      type: 'Tipo de tarifa',
      service: 'Código de um serviço',
      fraud: 'Tipo de fraude',
      degree: 'Grau da fraude',
    },
    answer: 'Tarifas por tipo, preços de serviços e multas',
  },
  {
    method: 'post',
    path: '/api/tariffs/preview',
    group: 'Tarifas',
    title: 'Contas com uma tabela que se está escrevendo',
    permission: 'configuration.edit',
    body: {
      content: 'A tabela',
      facts: 'Os dados do caso, sem o volume',
      volumes: 'Volumes das contas',
      up_to: 'Último m³ das curvas',
      on: 'Data',
    },
    answer: 'Contas antes e depois, e as curvas',
  },
  {
    method: 'get',
    path: '/api/tariffs/tables/{id}',
    group: 'Tarifas',
    title: 'Conteúdo de uma versão de tabela',
    permission: 'configuration.read',
    answer: 'A tabela',
  },
  {
    method: 'post',
    path: '/api/tariffs/simulate',
    group: 'Tarifas',
    title: 'Calcular contas de dados digitados',
    permission: 'tariffs.simulate',
    body: {
      case: 'Um caso',
      lines: 'Vários casos, um por linha',
      on: 'Data',
      draft: 'Id de um rascunho no lugar do que vigora',
    },
    answer: 'Cada conta linha por linha, com o fundamento',
  },
] as readonly Endpoint[]
