/** Refusals of the month followed step by step: deliveries, and the critique of rectifications and of bills issued on site. */
export const chainErrors = {
  E_BILLING_MONTH_NOT_BILLED: {
    status: 409,
    message: '{month} has no run done',
    pt: '{month} ainda não foi faturado: não há o que fechar.',
  },
  E_BILLING_MONTH_CLOSED: {
    status: 409,
    message: '{month} was closed on {on} by {by}',
    pt: '{month} está fechado desde {on}, por {by}: não se emitem mais faturas dele. Corrija a fatura emitida, ou peça a reabertura do mês a quem pode.',
  },
  E_BILLING_MONTH_OPEN: {
    status: 409,
    message: '{month} is not closed',
    pt: '{month} não está fechado: não há o que reabrir.',
  },
  E_BILLING_MONTH_DIFFERS: {
    status: 409,
    message: 'The bridges of {month} do not close: {why}',
    pt: '{month} não pode ser fechado. {why} Corrija o que difere; as conferências do mês mostram cada documento.',
  },
  E_BILLING_CYCLE_UNKNOWN: {
    status: 404,
    message: 'There is no critique {id} of rectifications in this municipality',
    pt: 'A crítica {id} não existe neste município.',
  },
  E_BILLING_CYCLE_CONCLUDED: {
    status: 409,
    message: 'The critique of {month} is concluded',
    pt: 'A crítica das retificações de {month} já foi concluída.',
  },
  E_BILLING_CYCLE_PENDING: {
    status: 409,
    message: '{pending} findings of {month} have no conclusion',
    pt: 'Faltam conclusões em {pending} achados de {month}. Conclua cada um antes do ciclo.',
  },
  E_BILLING_FINDING_UNKNOWN: {
    status: 404,
    message: 'There is no finding {id} in this municipality',
    pt: 'O achado {id} não existe neste município.',
  },
  E_BILLING_FINDING_DONE: {
    status: 409,
    message: 'Finding {id} has its conclusion',
    pt: 'Este achado já foi concluído.',
  },
  E_BILLING_FINDING_OWN: {
    status: 409,
    message: 'Finding {id} is about rectifications of the same user',
    pt: 'O achado é sobre retificações suas: quem o conclui é outra pessoa.',
  },
  E_BILLING_DELIVERY_FUTURE: {
    status: 422,
    message: 'Delivery on {on} has not come yet',
    pt: 'O dia {on} ainda não chegou: registre a entrega do dia em que ela foi feita.',
  },
  E_BILLING_DELIVERY_REASON: {
    status: 422,
    message: 'What came back needs a registered reason',
    pt: 'Escolha o motivo da não entrega das matrículas informadas.',
  },
  E_BILLING_DELIVERY_UNKNOWN: {
    status: 422,
    message: 'Registration {registration} has no invoice to deliver in this group and month',
    pt: 'A matrícula {registration} não tem fatura a entregar neste grupo e mês. Confira o número; nada foi registrado.',
  },
  E_BILLING_DELIVERY_NOTHING: {
    status: 409,
    message: 'There is nothing to record',
    pt: 'Nada a registrar: informe as matrículas não entregues ou marque que as demais foram entregues.',
  },
  E_BILLING_SITE_BILL_UNKNOWN: {
    status: 404,
    message: 'There is no bill {id} issued on site in this municipality',
    pt: 'Esta fatura emitida em campo não existe neste município.',
  },
  E_BILLING_SITE_BILL_DONE: {
    status: 409,
    message: 'Bill {number} issued on site is an invoice already',
    pt: 'A fatura {number} já está resolvida: abra-a para ver a fatura do sistema.',
  },
} as const
