/** Refusals of what is issued apart from the run. */
export const apartErrors = {
  E_BILLING_CUSTOMER_UNKNOWN: {
    status: 404,
    message: 'There is no customer {id} in this municipality',
    pt: 'O cliente {id} não existe neste município. Busque pelo nome ou CPF; cadastre antes, se preciso.',
  },
  E_BILLING_DUE_PAST: {
    status: 422,
    message: 'Due date {on} is over',
    pt: 'O vencimento {on} já passou: escolha hoje ou um dia depois.',
  },
  E_BILLING_MINIMUM: {
    status: 422,
    message: 'Total {total} is below the minimum {minimum} of what is issued one by one',
    pt: 'O total, {total}, está abaixo do valor mínimo de uma fatura individual, {minimum}. O mínimo é um parâmetro.',
  },
  E_BILLING_BODY_UNKNOWN: {
    status: 404,
    message: 'There is no paying body {id} in this municipality',
    pt: 'O órgão pagador {id} não existe neste município.',
  },
  E_BILLING_BODY_SETTLED: {
    status: 409,
    message: 'Paying body {body} has nothing open in {reference}',
    pt: 'O órgão não tem fatura em aberto em {month}: confira os imóveis vinculados e se o mês já foi faturado.',
  },
  E_BILLING_SINGLE_LOAD: {
    status: 409,
    message: 'Premise {registration} stands in no reading load of {month}',
    pt: 'O imóvel {registration} não está em nenhuma carga de leitura de {month}. Gere antes a carga do grupo dele; se ela já foi gerada sem ele, o consumo entra na próxima.',
  },
  E_BILLING_SINGLE_BILLED: {
    status: 409,
    message: 'Premise {registration} has invoice {number} of {month}',
    pt: 'O imóvel {registration} já tem fatura de {month}: {number}. Para mudá-la, use as correções da fatura.',
  },
  E_BILLING_SINGLE_EXEMPT: {
    status: 409,
    message: 'Premise {registration} is exempt of everything and gets no invoice',
    pt: 'O imóvel {registration} é isento de tudo: é lido, e não há fatura a emitir.',
  },
  E_BILLING_SINGLE_PARKED: {
    status: 409,
    message: 'The set cannot be billed: {message}',
    pt: 'A fatura não pode ser emitida: {message}',
  },
  E_BILLING_SINGLE_TAKEN: {
    status: 409,
    message: 'A later load took over the consumption of {month}',
    pt: 'A carga do mês seguinte já foi gerada e conta o consumo de {month}: ele sai na próxima fatura.',
  },
  E_BILLING_SINGLE_CHANGED: {
    status: 409,
    message: 'The invoice comes to {total} now, not {shown}',
    pt: 'O cálculo mudou desde que foi mostrado: daria {total}, e não {shown}. Confira a nova prévia e confirme.',
  },
  E_BILLING_HOLDER_LOAD: {
    status: 409,
    message: 'Premise {registration} stands in no open reading load of the former holder',
    pt: 'A leitura não pode virar fatura final agora: o imóvel {registration} não está em carga de leitura aberta em nome de quem sai. Gere antes a carga do mês, ou troque o titular sem a leitura: os efeitos dizem quem paga a fatura em andamento.',
  },
  E_BILLING_HOLDER_READ: {
    status: 422,
    message: 'The reading of {on} is not after {until}, until when the premise was billed',
    pt: 'A leitura seria de {on}, e o imóvel já foi faturado até {until}. Confira o dia desde o qual o novo titular responde, ou deixe a leitura vazia.',
  },
  E_BILLING_HOLDER_PERMISSION: {
    status: 403,
    message: 'The final bill of a former holder asks for permission billing.issue_apart',
    pt: 'Com a leitura, a troca emite a fatura final de quem sai, e isso pede a permissão de emitir faturas fora da rodada. Peça a quem a tem, ou troque o titular sem a leitura.',
  },
  E_BILLING_FINAL_HOLDER: {
    status: 409,
    message: 'Premise {premise} has no holder today',
    pt: 'O imóvel não tem titular hoje: a conta final é do titular que pede o desligamento.',
  },
  E_BILLING_FINAL_OPEN: {
    status: 409,
    message: 'Final account {number} of this holder is open',
    pt: 'A conta final {number} deste titular está a pagar. Desista dela antes de emitir outra.',
  },
  E_BILLING_FINAL_NOTHING: {
    status: 409,
    message: 'Nothing is owed at premise {premise}',
    pt: 'O titular não deve nada no imóvel {premise}: não há conta final a emitir.',
  },
  E_BILLING_FINAL_UNKNOWN: {
    status: 404,
    message: 'There is no final account {id} in this municipality',
    pt: 'A conta final {id} não existe neste município.',
  },
  E_BILLING_FINAL_CLOSED: {
    status: 409,
    message: 'Final account {number} was paid or taken back',
    pt: 'A conta final {number} já foi paga, no todo ou em parte, ou desfeita.',
  },
  E_BILLING_BOOKLET_EXEMPT: {
    status: 409,
    message: 'Premise {premise} is exempt of solid waste',
    pt: 'O imóvel {premise} é isento da taxa de resíduos: não há carnê a emitir.',
  },
  E_BILLING_BOOKLET_FREE: {
    status: 409,
    message: 'The tariff charges premise {premise} no solid waste',
    pt: 'A tarifa de hoje não cobra resíduos do imóvel {premise}: confira as economias e a tabela.',
  },
  E_BILLING_BOOKLET_VOLUME: {
    status: 409,
    message: 'Solid waste of premise {premise} depends on its consumption',
    pt: 'A taxa de resíduos do imóvel {premise} depende do consumo de cada mês: não se pode cobrar o ano antes.',
  },
  E_BILLING_BOOKLET_LATE: {
    status: 422,
    message: 'The twelve months from {first} on are over',
    pt: 'Os doze meses a partir de {first} já passaram. Escolha outro primeiro mês.',
  },
  E_BILLING_BOOKLET_LOADED: {
    status: 409,
    message: 'Solid waste of {month} is billed or about to be',
    pt: 'A taxa de {month} já foi faturada, ou a carga de leitura dela já foi gerada. Comece o carnê no mês seguinte.',
  },
  E_BILLING_BOOKLET_OVERLAP: {
    status: 409,
    message: 'Another booklet pays some day from {from} on',
    pt: 'Outro carnê já paga algum mês a partir de {from}.',
  },
  E_BILLING_BOOKLET_UNKNOWN: {
    status: 404,
    message: 'There is no booklet {id} in this municipality',
    pt: 'O carnê {id} não existe neste município.',
  },
  E_BILLING_BOOKLET_CLOSED: {
    status: 409,
    message: 'Booklet {id} is cancelled',
    pt: 'Este carnê já foi cancelado.',
  },
  E_BILLING_BOOKLET_PAID: {
    status: 409,
    message: 'Booklet {id} has no open slip that is not yet due',
    pt: 'Não há parcela a vencer neste carnê: nada a emitir de novo.',
  },
  E_BILLING_BOOKLET_USED: {
    status: 409,
    message: 'Booklet {id} has a paid slip, or a load of its months was made',
    pt: 'Já há parcela paga ou carga de leitura dos meses deste carnê: ele não pode mais ser cancelado. Emita de novo as parcelas a vencer, se for o caso.',
  },
  E_BILLING_CHARGE_UNKNOWN: {
    status: 404,
    message: 'There is no charge apart {id} in this municipality',
    pt: 'Esta cobrança avulsa não existe neste município. Procure-a na lista.',
  },
  E_BILLING_CHARGE_CLOSED: {
    status: 409,
    message: 'Charge {number} is not open: something was paid of it, or it ended',
    pt: 'A cobrança {number} não está em aberto: foi paga, parcelada, cancelada ou substituída.',
  },
  E_BILLING_GROUPED_UNKNOWN: {
    status: 404,
    message: 'There is no grouped invoice {id} in this municipality',
    pt: 'Esta fatura agrupada não existe neste município. Procure-a na lista.',
  },
  E_BILLING_GROUPED_CHANGED: {
    status: 409,
    message: 'Not all that grouped invoice {number} asks for is owed any more',
    pt: 'Parte do que a fatura agrupada {number} cobra já foi paga ou mudou. Emita outra para o que ficou em aberto.',
  },
  E_BILLING_SLIP_UNKNOWN: {
    status: 404,
    message: 'Document {id} is of no charge apart, grouped invoice nor final account',
    pt: 'Este documento não é de uma cobrança avulsa, fatura agrupada ou conta final.',
  },
} as const
