/** Entries of the menu, in the order of a month. */
const entry = (title: string, path: string, icon: string) =>
  ({
    ...{ title, path: `/billing/${path}`, icon },
    ...{ permission: 'billing.read', section: 'Faturamento' },
  }) as const

export const menu = [
  entry('Faturas', 'invoices', 'file-invoice'),
  entry('Correções de faturas', 'corrections', 'file-invoice'),
  entry('Crítica das retificações', 'rectification-cycles', 'clipboard-check'),
  entry('Rodadas de faturamento', 'runs', 'player-play'),
  entry('Acompanhamento do mês', 'chain', 'list-check'),
  entry('Entregas de faturas', 'deliveries', 'send'),
  entry('Retidos no faturamento', 'waiting', 'alert-triangle'),
  entry('Crítica das faturas em campo', 'site-bills', 'clipboard-check'),
  entry('Cronograma', 'schedule', 'calendar'),
  entry('Serviços cobrados', 'service-charges', 'receipt'),
  entry('Cobranças avulsas', 'customer-charges', 'receipt'),
  entry('Faturas agrupadas', 'grouped-invoices', 'file-invoice'),
  entry('Contas finais', 'final-accounts', 'receipt'),
  entry('Isenções', 'exemptions', 'discount'),
  entry('Contratos de fornecimento', 'contracts', 'file-text'),
  entry('Faturas separadas de resíduos', 'separate-wastes', 'arrows-exchange'),
  entry('Carnês de resíduos', 'waste-booklets', 'file-text'),
  entry('Mensagens das faturas', 'messages', 'message'),
]
