import type { Endpoint } from '#core/records/index'

export default [
  {
    method: 'get',
    path: '/api/billing/invoices/{id}/comparison',
    group: 'Faturamento',
    title: 'Por que a fatura mudou',
    permission: 'billing.read',
    answer:
      'Diferença para a fatura do mês anterior, em centavos, repartida por causa; nula na primeira fatura do imóvel',
  },
  {
    method: 'get',
    path: '/api/billing/premises/{id}/single-invoice',
    group: 'Faturamento',
    title: 'Prévia da fatura de um imóvel',
    permission: 'billing.issue_apart',
    query: {
      reference: 'Mês de referência, AAAA-MM',
      reading: 'Leitura do hidrômetro, para quem ainda não foi lido',
      read_on: 'Dia da leitura, AAAA-MM-DD',
    },
    answer:
      'Linhas, volumes, vencimento e total da fatura que a ação billing.issue_single emitiria agora; nada é emitido',
  },
  {
    method: 'get',
    path: '/api/billing/chain',
    group: 'Faturamento',
    title: 'Acompanhamento do mês',
    permission: 'billing.read',
    query: { reference: 'Mês de referência, AAAA-MM' },
    answer:
      'Cada grupo com as etapas do mês: datas planejada e executada, feitos, total, exceções e atraso em dias',
  },
  {
    method: 'get',
    path: '/api/billing/field/loads/{id}/rules',
    group: 'Leitura em campo',
    title: 'Baixar as regras com que o coletor calcula faturas',
    permission: 'readings.collect',
    query: { device: 'Código do coletor' },
    answer:
      'Versões de tarifas, regras e parâmetros dos dias da carga, dias sem banco, e créditos e valores que esperam a fatura das unidades do coletor',
  },
  {
    method: 'post',
    path: '/api/billing/field/loads/{id}/bills',
    group: 'Leitura em campo',
    title: 'Enviar faturas emitidas em campo',
    permission: 'readings.collect',
    help: 'Uma fatura por unidade da carga. A mesma de novo responde que é repetida; outra da mesma unidade é recusada, e a primeira fica.',
    body: {
      device: 'Código do coletor',
      bills:
        'Até 100 faturas: `registration`, `number` (o reservado na carga), `issued_at`, `due_on`, `billed_m3`, `total_cents`, `barcode`, `lines` (`charge`, `category`, `m3`, `amount_cents`, `version`), `latitude` e `longitude`',
    },
    answer:
      'De cada fatura, o destino (kept, repeated, refused), o código e a mensagem da recusa, e o que a levou à crítica',
  },
] as readonly Endpoint[]
