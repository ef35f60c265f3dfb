import { defineErrors } from '#core/kernel/index'
import { deskErrors } from './errors_desk.ts'

export const errors = defineErrors({
  E_PAYMENTS_AGREEMENT_UNKNOWN: {
    status: 404,
    message: 'There is no agreement {id} in this municipality',
    pt: 'O convênio escolhido não existe neste município. Escolha um da lista ou cadastre-o.',
  },
  E_PAYMENTS_AGENT_UNKNOWN: {
    status: 404,
    message: 'There is no agent {id} in this municipality',
    pt: 'O agente arrecadador escolhido não existe neste município. Escolha um da lista ou cadastre-o.',
  },
  E_PAYMENTS_FILE_UNKNOWN: {
    status: 404,
    message: 'There is no payment file {id} in this municipality',
    pt: 'O arquivo {id} não existe neste município. Procure-o na lista de arquivos.',
  },
  E_PAYMENTS_NOTHING_TO_FORWARD: {
    status: 409,
    message: 'There is no money of system {system} that no file told it of',
    pt: 'Não há pagamento novo de contas do sistema {system}: tudo o que chegou já foi a ele em arquivo.',
  },
  E_PAYMENTS_FORWARD_FIRST: {
    status: 409,
    message: '{group} has {count} payments that the system before was not told of',
    pt: '{group}: {count} pagamento(s) ainda não voltaram ao sistema anterior. Gere o arquivo a ele, e leve-o, antes da virada.',
  },
  E_PAYMENTS_FORWARDING_UNKNOWN: {
    status: 404,
    message: 'There is no forwarding {id} in this municipality',
    pt: 'O arquivo {id} ao sistema anterior não existe neste município.',
  },
  E_PAYMENTS_FILE_MISSING: {
    status: 422,
    message: 'No file came with the form',
    pt: 'Escolha o arquivo de retorno que o banco enviou (até 20 MB).',
  },
  E_PAYMENTS_PIX_TOKEN: {
    status: 403,
    message: 'The token of the Pix notice belongs to no agreement',
    pt: 'Aviso recusado: o código de acesso não é de nenhum convênio.',
  },
  E_PAYMENTS_PIX_PROOF: {
    status: 401,
    message: 'The Pix notice does not prove that it comes from the bank: {problem}',
    pt: 'Aviso recusado: não ficou provado que ele vem do banco ({problem}).',
  },
  E_PAYMENTS_PIX_CONNECTION: {
    status: 422,
    message: 'The Pix connection {name} cannot be used: {problem}',
    pt: 'A conexão Pix “{name}” não pode ser usada: {problem}. Quem cuida do servidor a configura (docs/operators/pix.md).',
  },
  E_PAYMENTS_PIX_FIELDS: {
    status: 422,
    message: 'An agreement that registers Pix charges needs connection and key',
    pt: 'Para registrar cobranças Pix, informe a conexão e a chave Pix do convênio.',
  },
  E_PAYMENTS_PIX_KEY: {
    status: 422,
    message: 'The agreement has the Pix key {key} and the documents {other}',
    pt: 'A chave Pix do convênio ({key}) não é a que os documentos levam ({other}), no parâmetro do perfil de cobrança.',
  },
  E_PAYMENTS_PIX_OTHER: {
    status: 422,
    message: 'Another agreement registers Pix charges already: {code}',
    pt: 'O convênio {code} já registra as cobranças Pix: cada documento é registrado em um banco só.',
  },
  E_PAYMENTS_PIX_NO_CHARGES: {
    status: 409,
    message: 'Agreement {code} registers no Pix charges',
    pt: 'O convênio {code} não registra cobranças Pix: escolha “API Pix” no cadastro dele.',
  },
  E_PAYMENTS_PIX_BANK: {
    status: 409,
    message: 'The bank did not do what was asked: {reason}',
    pt: 'O banco não fez o que se pediu: {reason}',
  },
  E_PAYMENTS_PIX_STATE: {
    status: 409,
    message: 'The Pix charge {txid} was not refused',
    pt: 'A cobrança {txid} não está recusada: não há o que tentar de novo.',
  },
  E_PAYMENTS_PIX_AMOUNT: {
    status: 422,
    message: 'Pix {endToEndId} has amount "{amount}"',
    pt: 'O Pix {endToEndId} veio com o valor “{amount}”: só se aceita valor maior que zero, como 123.45.',
  },
  E_PAYMENTS_PIX_SHAPE: {
    status: 422,
    message: 'Pix {endToEndId} has identifier or txid "{content}"',
    pt: 'O Pix {endToEndId} veio com identificador ou txid fora do padrão: “{content}”.',
  },
  E_PAYMENTS_PIX_TIME: {
    status: 422,
    message: 'Pix {endToEndId} has time "{time}"',
    pt: 'O Pix {endToEndId} veio com o horário “{time}”, que não é um instante perto de hoje.',
  },
  E_PAYMENTS_AGREEMENT_DATES: {
    status: 422,
    message: 'The agreement ends before it begins',
    pt: 'O convênio terminaria antes de começar. Corrija “Vigente desde” ou “Vigente até”.',
  },
  E_PAYMENTS_FILE_TIME: {
    status: 422,
    message: 'Time of day "{time}" of the expected files',
    pt: '“{time}” não é uma hora do dia. Escreva como 10:00.',
  },
  E_PAYMENTS_BRANCH_OTHER: {
    status: 422,
    message: 'The branch of the agreement is of another agent',
    pt: 'A agência escolhida é de outro banco. Escolha uma do agente arrecadador do convênio.',
  },
  E_PAYMENTS_NOT_EXPECTED: {
    status: 422,
    message: 'No file of agreement {agreement} is expected on {day}',
    pt: 'Não se espera arquivo do convênio {agreement} em {day}. Escolha um dos dias do painel de arquivos esperados.',
  },
  E_PAYMENTS_FILE_ARRIVED: {
    status: 409,
    message: 'The file of agreement {agreement} of {day} arrived',
    pt: 'O arquivo do convênio {agreement} do dia {day} já chegou: houve movimento.',
  },
  E_PAYMENTS_NO_MOVEMENT_KNOWN: {
    status: 409,
    message: 'Agreement {agreement} is already declared without movement on {day}',
    pt: 'O convênio {agreement} já está declarado sem movimento em {day}.',
  },
  E_PAYMENTS_NO_MOVEMENT_UNKNOWN: {
    status: 404,
    message: 'There is no standing declaration {id} in this municipality',
    pt: 'A declaração {id} não existe, ou já foi desfeita. Procure-a na lista de dias sem movimento.',
  },
  E_PAYMENTS_ACCOUNT_UNKNOWN: {
    status: 422,
    message: 'No agreement is credited in account "{account}"',
    pt: 'Nenhum convênio é creditado na conta “{account}”. Escolha a conta de um dos convênios.',
  },
  E_PAYMENTS_STATEMENT_KNOWN: {
    status: 409,
    message: 'The statement was imported as {id} on {on}',
    pt: 'Este extrato já foi importado em {on} (extrato {id}). Nada foi feito de novo.',
  },
  E_PAYMENTS_STATEMENT_UNREADABLE: {
    status: 422,
    message: 'Line {line} of the statement: {why}',
    pt: 'Linha {line} do extrato: {why} Confira o modelo do arquivo; nada foi importado.',
  },
  E_PAYMENTS_STATEMENT_EMPTY: {
    status: 422,
    message: 'The statement has no movement and no dates',
    pt: 'O arquivo não tem lançamentos. Confira se é o extrato da conta e se o modelo do arquivo está certo.',
  },
  E_PAYMENTS_STATEMENT_LAYOUT: {
    status: 422,
    message: 'The statement is no OFX and no layout was chosen for its columns',
    pt: 'O arquivo não é OFX. Escolha o modelo que diz onde estão as colunas do CSV.',
  },
  E_PAYMENTS_STATEMENT_LINE_UNKNOWN: {
    status: 404,
    message: 'There is no statement line {id} in this municipality',
    pt: 'O lançamento {id} não existe neste município. Procure-o na lista de lançamentos.',
  },
  E_PAYMENTS_DAY_UNKNOWN: {
    status: 404,
    message: 'There is no day {id} of the collection in this municipality',
    pt: 'O dia escolhido não existe neste município. Escolha um da lista da conciliação.',
  },
  E_PAYMENTS_DAY_ACCOUNT: {
    status: 422,
    message: 'The day is credited in {account}, the line is of {other}',
    pt: 'O convênio desse dia é creditado na conta {account}, e o lançamento é da conta {other}.',
  },
  E_PAYMENTS_DAY_SETTLED: {
    status: 409,
    message: 'Day {id} is not open',
    pt: 'O dia {id} já está conciliado ou mudou agora há pouco. Abra-o de novo e confira.',
  },
  E_PAYMENTS_OUTBOUND_OTHER: {
    status: 409,
    message: 'Another content lies in the outbound folder as "{name}"',
    pt: 'Já há na pasta um arquivo “{name}” com outro conteúdo. Confira com o banco qual dos dois foi enviado.',
  },
  E_PAYMENTS_MONTH_OPEN: {
    status: 409,
    message: 'Month {month} is not over',
    pt: 'O mês {month} ainda não terminou. Feche-o a partir do primeiro dia do mês seguinte.',
  },
  E_PAYMENTS_MONTH_CLOSED: {
    status: 409,
    message: 'Month {month} is closed',
    pt: 'A arrecadação de {month} já está fechada. O que aconteceu depois entra no mês em que foi lançado.',
  },
  E_PAYMENTS_PERIOD_BACKWARDS: {
    status: 422,
    message: 'The period ends before it begins',
    pt: 'O período terminaria antes de começar. Corrija as datas.',
  },
  E_PAYMENTS_RECONCILE_OPEN: {
    status: 409,
    message: 'The collection of {month} is not closed',
    pt: 'A arrecadação de {month} ainda não foi fechada. Feche-a antes de conciliar o mês.',
  },
  E_PAYMENTS_RECONCILIATION_UNKNOWN: {
    status: 404,
    message: 'There is no reconciliation {id} in this municipality',
    pt: 'A conciliação {id} não existe neste município. Procure-a na lista.',
  },
  E_PAYMENTS_RECONCILIATION_STATE: {
    status: 409,
    message: 'The state of the reconciliation of {month} does not admit this',
    pt: 'A conciliação de {month} não admite mais isto: já foi concluída, aprovada ou devolvida. Abra-a de novo e confira.',
  },
  E_PAYMENTS_RECONCILE_JUSTIFY: {
    status: 422,
    message: '{n} items of the reconciliation of {month} have no justification',
    pt: 'Há {n} item(ns) a justificar em {month}. Escreva no motivo por que os saldos diferem e o que será feito.',
  },
  E_PAYMENTS_RECONCILE_SAME_PERSON: {
    status: 403,
    message: 'The same person concluded the reconciliation of {month} and decides on it',
    pt: 'Você concluiu a conciliação de {month}: quem a aprova ou devolve tem de ser outra pessoa.',
  },
  E_PAYMENTS_FEE_INVOICE_UNKNOWN: {
    status: 404,
    message: 'There is no fee invoice {id} in this municipality',
    pt: 'A fatura {id} não existe neste município. Procure-a na lista.',
  },
  E_PAYMENTS_FEE_INVOICE_KNOWN: {
    status: 409,
    message: 'Fee invoice {number} of this agent is registered',
    pt: 'A fatura {number} deste banco já está registrada.',
  },
  E_PAYMENTS_FEE_INVOICE_DECIDED: {
    status: 409,
    message: 'Fee invoice {number} is decided',
    pt: 'A fatura {number} já foi decidida. Abra-a para ver por quem.',
  },
  E_PAYMENTS_FEE_INVOICE_DIFFERS: {
    status: 422,
    message: 'Fee invoice {number} differs by {difference} and no reason was given',
    pt: 'A fatura {number} difere do devido em {difference}. Escreva por que se aprova assim mesmo, ou conteste-a.',
  },
  E_PAYMENTS_FEE_INVOICE_UNAPPROVED: {
    status: 409,
    message: 'Fee invoice {number} is not approved',
    pt: 'A fatura {number} não está aprovada. Só se paga o que foi aprovado.',
  },
  E_PAYMENTS_STATEMENT_LINE_RECEIVED: {
    status: 409,
    message: 'The line became receipt {id}, which stands',
    pt: 'Este lançamento virou o recebimento {id}. Estorne o recebimento antes de mudar o lançamento.',
  },
  ...deskErrors,
})
