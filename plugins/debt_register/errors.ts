import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_DEBT_REGISTER_NOT_PUBLIC: {
    status: 422,
    message: 'The utility is no public-law entity',
    pt: 'O prestador não é pessoa de direito público: só municípios e autarquias inscrevem em dívida ativa (Lei 4.320/1964, art. 39). Se é, corrija o parâmetro “Inscrição em dívida ativa”.',
  },
  E_DEBT_REGISTER_TERM_UNKNOWN: {
    status: 404,
    message: 'Term {id} is unknown here',
    pt: 'O termo de inscrição não existe.',
  },
  E_DEBT_REGISTER_TERM_STATE: {
    status: 409,
    message: 'Term {id} is {state}',
    pt: 'O termo está na situação “{state}”: este ato não cabe nela.',
  },
  E_DEBT_REGISTER_SAME_PERSON: {
    status: 403,
    message: 'Term {id} was proposed by the same person',
    pt: 'Você propôs este termo: quem o decide tem de ser outra pessoa.',
  },
  E_DEBT_REGISTER_NOTHING_LEFT: {
    status: 409,
    message: 'Nothing of term {id} can be inscribed any more',
    pt: 'Nada deste termo pode mais ser inscrito: {why}. Recuse-o.',
  },
  E_DEBT_REGISTER_ENTRY_UNKNOWN: {
    status: 404,
    message: 'Entry {id} is unknown here',
    pt: 'O lançamento não existe.',
  },
  E_DEBT_REGISTER_NOT_INSCRIBED: {
    status: 409,
    message: 'Entry {entry} is {state}',
    pt: 'O lançamento {entry} está na situação “{state}”: só se faz isso com lançamentos em dívida ativa.',
  },
  E_DEBT_REGISTER_ENTRY_STATE: {
    status: 409,
    message: 'Entry {entry} is {state}',
    pt: 'O lançamento {entry} está na situação “{state}”: só se reabre o que foi baixado, cancelado ou prescrito.',
  },
  E_DEBT_REGISTER_CORRECTED: {
    status: 409,
    message: 'Bill {bill} is entry {entry} of the register',
    pt: 'A fatura {bill} está inscrita em dívida ativa, lançamento {entry}. Exclua o lançamento, com o motivo, e corrija a fatura depois.',
  },
  E_DEBT_REGISTER_IN_COURT: {
    status: 409,
    message: 'Entry {entry} is in court',
    pt: 'O lançamento {entry} está em execução: encerre antes a execução, com a situação que ela teve.',
  },
  E_DEBT_REGISTER_IN_PLAN: {
    status: 409,
    message: 'Entry {entry} is under a plan',
    pt: 'O lançamento {entry} está em acordo: cancele antes o parcelamento.',
  },
  E_DEBT_REGISTER_NO_BOOK: {
    status: 409,
    message: 'Entry {entry} has no place in a book',
    pt: 'O lançamento {entry} ainda não está em um livro: gere o livro antes da certidão, que cita livro, folha e linha.',
  },
  E_DEBT_REGISTER_NOT_NOTIFIED: {
    status: 409,
    message: 'Entry {entry} was not notified',
    pt: 'Não há notificação recebida do lançamento {entry}: notifique o devedor e registre a data do recebimento antes da certidão.',
  },
  E_DEBT_REGISTER_NO_ENTRIES: {
    status: 422,
    message: 'No entries to act on',
    pt: 'Não há lançamentos em dívida ativa para isso: {why}.',
  },
  E_DEBT_REGISTER_DEBTORS: {
    status: 422,
    message: 'Entries of more than one debtor',
    pt: 'Os lançamentos são de mais de um devedor ou imóvel: emita um documento para cada um.',
  },
  E_DEBT_REGISTER_PAPER_UNKNOWN: {
    status: 404,
    message: 'Paper {id} is unknown here',
    pt: 'O documento não existe.',
  },
  E_DEBT_REGISTER_RECEIVED: {
    status: 409,
    message: 'Paper {number} was received on {on}',
    pt: 'O recebimento do documento {number} já foi registrado: {on}.',
  },
  E_DEBT_REGISTER_RECEIPT_DATE: {
    status: 422,
    message: 'Receipt on {on}, issued on {issued}',
    pt: 'O documento não pode ter sido recebido em {on}: foi emitido em {issued}, e hoje é {today}.',
  },
  E_DEBT_REGISTER_RECEIPT_KIND: {
    status: 422,
    message: 'A {kind} is not received',
    pt: 'Só de notificações se registra o recebimento.',
  },
  E_DEBT_REGISTER_PROCESS_UNKNOWN: {
    status: 404,
    message: 'Process {id} is unknown here',
    pt: 'O processo não existe.',
  },
  E_DEBT_REGISTER_PROCESS_OPEN: {
    status: 409,
    message: 'There is an open process: {number}',
    pt: 'Já há um processo aberto deste devedor e imóvel: {number}.',
  },
  E_DEBT_REGISTER_PROCESS_CLOSED: {
    status: 409,
    message: 'Process {number} is closed',
    pt: 'O processo {number} já foi concluído.',
  },
  E_DEBT_REGISTER_STEP_MISSING: {
    status: 409,
    message: 'Process {number} lacks: {steps}',
    pt: 'O processo {number} não pode ser concluído: falta fazer {steps}.',
  },
  E_DEBT_REGISTER_STEP_UNKNOWN: {
    status: 422,
    message: 'Process {number} has no step {code}',
    pt: 'O processo {number} não tem o passo “{code}”.',
  },
  E_DEBT_REGISTER_STEP_DONE: {
    status: 409,
    message: 'Step {step} of process {number} is done',
    pt: 'O passo “{step}” do processo {number} já foi feito.',
  },
  E_DEBT_REGISTER_STEP_ACT: {
    status: 409,
    message: 'Step {step} is done by its own act',
    pt: 'O passo “{step}” não se registra à mão: é feito pelo próprio ato.',
  },
  E_DEBT_REGISTER_CASE_NUMBER: {
    status: 422,
    message: 'Case number {number} is wrong',
    pt: 'O número “{number}” não confere: o número único tem 20 algarismos, como 0001234-26.2026.8.11.0001 (CNJ, Resolução 65/2008).',
  },
  E_DEBT_REGISTER_CASE_KNOWN: {
    status: 409,
    message: 'Case {number} is registered',
    pt: 'A execução {number} já está registrada.',
  },
  E_DEBT_REGISTER_CASE_UNKNOWN: {
    status: 404,
    message: 'Court case {id} is unknown here',
    pt: 'A execução não existe.',
  },
  E_DEBT_REGISTER_CASE_DATE: {
    status: 422,
    message: 'Case dated {on}',
    pt: 'A data {on} não serve: a certidão é de {issued}, e hoje é {today}.',
  },
  E_DEBT_REGISTER_NOT_CERTIFICATE: {
    status: 422,
    message: 'Paper {number} is no certificate',
    pt: 'Só se ajuíza uma certidão de dívida ativa: {number} não é uma.',
  },
  E_DEBT_REGISTER_PROTEST: {
    status: 409,
    message: 'Entry {entry} was not protested',
    pt: 'O lançamento {entry} não foi protestado: proteste a certidão antes de ajuizar, ou escreva por que o protesto é dispensado (CNJ, Resolução 547/2024, art. 3º).',
  },
  E_DEBT_REGISTER_SITUATION: {
    status: 422,
    message: 'Court situation {code} is not offered',
    pt: 'Não há situação de execução ativa com o código “{code}”.',
  },
  E_DEBT_REGISTER_NOT_PRESCRIBED: {
    status: 409,
    message: 'Entry {entry} prescribes on {on}',
    pt: 'O lançamento {entry} só prescreve em {on}.',
  },
  E_DEBT_REGISTER_PERIOD: {
    status: 422,
    message: 'Period {from} to {until}',
    pt: 'O período não serve: de {from} a {until}. Termina no máximo ontem e não antes de começar.',
  },
})
