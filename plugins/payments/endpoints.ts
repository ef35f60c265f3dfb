import type { Endpoint } from '#core/records/index'

export default [
  {
    method: 'get',
    path: '/api/payments/codes',
    group: 'Pagamentos',
    title: 'O documento que um código nomeia',
    permission: 'payments.read',
    query: { code: 'Código de barras ou linha, Pix, número, nosso número ou comprovante' },
    answer: 'O que o código é, os documentos com o que ainda se deve, os recebimentos e os boletos',
  },
  {
    method: 'get',
    path: '/api/payments/board',
    group: 'Pagamentos',
    title: 'Arquivos esperados e horizonte da arrecadação',
    permission: 'payments.read',
    answer: 'Até que dia tudo o que foi pago é conhecido, e cada arquivo que os convênios devem',
  },
  {
    method: 'get',
    path: '/api/payments/folders',
    group: 'Pagamentos',
    title: 'Direitos nas pastas dos bancos e originais alterados',
    permission: 'payments.import',
    answer:
      'Cada pasta com o modo, se está protegida e por que não; os originais que não conferem; o nível do controle AC-016',
  },
  {
    method: 'post',
    path: '/api/payments/pix/{token}',
    group: 'Pagamentos',
    title: 'Aviso de Pix recebido, do banco',
    help: 'O endereço secreto de cada convênio é a proteção.',
    permission: null,
    body: { pix: 'Os recebimentos, como o Banco Central define' },
    answer: 'Recebido',
  },
  {
    method: 'post',
    path: '/api/payments/pix/{token}/pix',
    group: 'Pagamentos',
    title: 'O mesmo, no endereço a que os bancos acrescentam /pix',
    permission: null,
    body: { pix: 'Os recebimentos' },
    answer: 'Recebido',
  },
] as readonly Endpoint[]
