import type { Fate, FieldKind, Operation, Reason } from './layout.ts'

export const OPERATION_WORDS: Readonly<Record<Operation, string>> = {
  inclusion: 'Inclusão',
  update: 'Atualização do valor',
  exclusion: 'Exclusão',
}

export const REASON_WORDS: Readonly<Record<Reason, string>> = {
  payment: 'Pagamento',
  agreement: 'Acordo',
  court: 'Ordem judicial',
  correction: 'Conta corrigida ou cancelada',
  hold: 'Débito em processo',
  holder: 'Mudança de titular',
  prescription: 'Cinco anos do vencimento',
  request: 'Pedido do prestador',
}

export const FATE_WORDS: Readonly<Record<Fate, string>> = {
  accepted: 'Aceita',
  published: 'Publicada ou protestada',
  rejected: 'Recusada',
  ended: 'Encerrada no órgão',
  informed: 'Só informa',
}

export const KIND_WORDS: Readonly<Record<FieldKind, string>> = {
  literal: 'Texto fixo',
  text: 'Texto, cortado no tamanho',
  code: 'Texto inteiro',
  digits: 'Algarismos de um texto',
  number: 'Número',
  cents: 'Valor em centavos',
  date_dmy: 'Data DDMMAAAA',
  date_ymd: 'Data AAAAMMDD',
}
