import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_RECEIVABLES_DOCUMENT_UNKNOWN: {
    status: 404,
    message: 'There is no document {id} in this municipality',
    pt: 'O documento {id} não existe neste município. Confira o número com o dígito.',
  },
  E_RECEIVABLES_NOTHING_OPEN: {
    status: 409,
    message: 'Document {number} has no open item',
    pt: 'O documento {number} já não tem valor em aberto: não há segunda via a emitir.',
  },
  E_RECEIVABLES_DATES: {
    status: 422,
    message: 'A document due on {due} cannot be valid until {until}',
    pt: 'A validade ({until}) não pode ser anterior ao vencimento ({due}). Escolha outra data.',
  },
  E_RECEIVABLES_CHARGE_TYPE: {
    status: 409,
    message: 'Charge type "{code}" is not registered in this municipality',
    pt: 'O tipo de cobrança “{code}” não está cadastrado. Cadastre-o, com seu beneficiário, antes de continuar.',
  },
  E_RECEIVABLES_RECEIPT_UNKNOWN: {
    status: 404,
    message: 'There is no unidentified receipt {id} in this municipality',
    pt: 'O recebimento {id} não existe ou já foi identificado. Atualize a lista.',
  },
  E_RECEIVABLES_RECEIPT_FORWARDED: {
    status: 409,
    message: 'Receipt {id} belongs to the system before',
    pt: 'O recebimento {id} é de uma conta do sistema anterior: o que há a corrigir nele se corrige lá.',
  },
  E_RECEIVABLES_LATE_FACTS: {
    status: 404,
    message: 'There is no late charge {id} with its facts',
    pt: 'O encargo por atraso {id} não existe ou veio do sistema anterior, que não guardou de que foi calculado.',
  },
  E_RECEIVABLES_CARRIED: {
    status: 409,
    message: 'A later document asks for {amount} carried from this one',
    pt: 'Esta fatura ficou abaixo do mínimo e {amount} dela já foram cobrados em outra. Corrija a fatura que cobrou esse valor.',
  },
  E_RECEIVABLES_RECEIPT_MISSING: {
    status: 404,
    message: 'There is no receipt {id} in this municipality',
    pt: 'O recebimento {id} não existe neste município. Atualize a lista.',
  },
  E_RECEIVABLES_ALREADY_REVERSED: {
    status: 409,
    message: 'Receipt {id} was reversed by {by} on {on}',
    pt: 'O recebimento {id} já foi estornado por {by}, em {on}. Nada mudou agora.',
  },
  E_RECEIVABLES_UNDO_CORRECTED: {
    status: 409,
    message: 'What document {number} asked for was corrected after it was paid',
    pt: 'O que este recebimento baixou (documento {number}) foi corrigido depois, e o que estava pago virou crédito do cliente. Desfazer o recebimento contaria o dinheiro duas vezes: ajuste o crédito em vez dele.',
  },
  E_RECEIVABLES_UNDO_ARCHIVED: {
    status: 409,
    message: 'What the receipt settled is in the dead file',
    pt: 'O que este recebimento baixou está no arquivo morto: passou o prazo em que ele podia ser desfeito. Se há valor a devolver, lance um crédito ao cliente.',
  },
  E_RECEIVABLES_CREDIT_USED: {
    status: 409,
    message: '{amount} of the credit that this receipt made were used: {where}',
    pt: 'Este recebimento gerou um crédito, e {amount} dele já foram descontados {where}. Corrija ou cancele esse documento, para o crédito voltar, e desfaça o recebimento depois.',
  },
  E_RECEIVABLES_NOT_THIRD_PARTY: {
    status: 422,
    message: 'Beneficiary {id} is not a third party',
    pt: 'O beneficiário escolhido é o próprio prestador, ou não existe: repasse só se faz a terceiros.',
  },
  E_RECEIVABLES_MONTH_RUNNING: {
    status: 409,
    message: 'Month {month} has not ended',
    pt: 'O mês {month} ainda não terminou: o repasse é apurado depois do último dia.',
  },
  E_RECEIVABLES_STATEMENT_EXISTS: {
    status: 409,
    message: 'The statements of {name} go until {month}',
    pt: 'Os repasses a {name} já foram apurados até {month}. O que se moveu depois entra no mês em que foi lançado.',
  },
  E_RECEIVABLES_STATEMENT_ORDER: {
    status: 409,
    message: 'The next statement of {name} is of {month}',
    pt: 'Os meses se apuram em ordem: o próximo de {name} é {month}.',
  },
  E_RECEIVABLES_STATEMENT_UNKNOWN: {
    status: 404,
    message: 'There is no statement {id} in this municipality',
    pt: 'O repasse {id} não existe neste município. Atualize a lista.',
  },
  E_RECEIVABLES_STATEMENT_DONE: {
    status: 409,
    message: 'The statement of {month} was transferred on {on}',
    pt: 'O repasse de {month} já foi feito, em {on}. Nada mudou agora.',
  },
  E_RECEIVABLES_STATEMENT_NOTHING: {
    status: 409,
    message: 'The statement of {month} comes to {amount}',
    pt: 'O repasse de {month} deu {amount}: não há o que entregar. O valor negativo é descontado do mês seguinte.',
  },
  E_RECEIVABLES_STATEMENT_DATE: {
    status: 422,
    message: 'The statement of {month} cannot be transferred on {on}',
    pt: 'A data {on} não serve: o repasse de {month} é feito depois do fim do mês e até hoje.',
  },
  E_RECEIVABLES_NOT_LINKED: {
    status: 409,
    message: 'Receipt {id} has no document to leave',
    pt: 'O recebimento {id} ainda não tem documento: use “Identificar”.',
  },
  E_RECEIVABLES_SAME_DOCUMENT: {
    status: 422,
    message: 'Receipt {id} is of that document already',
    pt: 'O recebimento {id} já é desse documento. Escolha outro.',
  },
  E_RECEIVABLES_REASON_UNKNOWN: {
    status: 422,
    message: 'There is no active reason "{code}"',
    pt: 'O motivo “{code}” não existe ou está fora de uso. Escolha um da tabela de motivos.',
  },
  E_RECEIVABLES_NOT_TWICE: {
    status: 409,
    message: 'Document {number} was not paid twice',
    pt: 'Não se achou pagamento em dobro do documento {number}: o pedido não procede. Se o cliente tem outro comprovante, confira se ele é desta conta.',
  },
  E_RECEIVABLES_CLAIM_DIFFERS: {
    status: 409,
    message: 'The payments of document {number} are others: {found}',
    pt: 'O documento {number} foi pago mais de uma vez, mas não com essa data e valor. Os pagamentos são: {found}. Confira o comprovante.',
  },
  E_RECEIVABLES_REFUND_ASKED: {
    status: 409,
    message: 'A refund of document {number} was asked already',
    pt: 'O ressarcimento do documento {number} já foi pedido. Procure-o na lista de pedidos.',
  },
  E_RECEIVABLES_REQUEST_DECIDED: {
    status: 409,
    message: 'There is no refund request {id} to decide',
    pt: 'O pedido {id} não existe ou já foi decidido. Atualize a lista.',
  },
  E_RECEIVABLES_SAME_PERSON: {
    status: 403,
    message: 'Who asked for refund {id} does not decide it',
    pt: 'Quem registrou o pedido não o decide. Peça a outra pessoa com a permissão.',
  },
  E_RECEIVABLES_CREDIT_GONE: {
    status: 409,
    message: 'The credit of refund request {id} was withdrawn',
    pt: 'O crédito deste pedido foi retirado, porque o segundo pagamento foi estornado ou transferido. Recuse o pedido.',
  },
  E_RECEIVABLES_EXTRACT_DEBTORS: {
    status: 422,
    message: 'The chosen debts are of several debtors',
    pt: 'Os débitos escolhidos são de devedores diferentes (o titular de antes e o de agora, por exemplo). Emita um extrato para cada um.',
  },
  E_RECEIVABLES_NOTHING_CHOSEN: {
    status: 422,
    message: 'None of the chosen debts is open',
    pt: 'Nenhum dos débitos escolhidos está em aberto. Escolha ao menos um.',
  },
  E_RECEIVABLES_PAID_LATER: {
    status: 422,
    message: 'Nobody has paid on {day} yet: today is {today}',
    pt: 'A data do pagamento ({day}) ainda não chegou. Confira o comprovante.',
  },
  E_RECEIVABLES_ALREADY_ENTERED: {
    status: 409,
    message: 'Proof {proof} of this agent, day and amount was entered as receipt {id}',
    pt: 'O comprovante {proof}, deste banco, dia e valor, já foi registrado no recebimento {id}. Nada mudou agora.',
  },
  E_RECEIVABLES_ALREADY_PAID: {
    status: 409,
    message: 'Document {number} has nothing open',
    pt: 'O documento {number} já está quitado: não há o que baixar. Se o cliente pagou duas vezes, espere o registro do banco, que vira crédito sozinho.',
  },
  E_RECEIVABLES_BANK_TOLD: {
    status: 409,
    message: 'The bank told of this payment already: receipt {id}',
    pt: 'O banco já informou este pagamento: é o recebimento {id}. Não precisa de baixa manual.',
  },
  E_RECEIVABLES_NUMBER_UNKNOWN: {
    status: 404,
    message: 'There is no document {number} in this municipality',
    pt: 'O documento {number} não existe neste município. Confira o número, com o dígito.',
  },
  E_RECEIVABLES_ARRANGED_MEANWHILE: {
    status: 409,
    message: 'The chosen debts are not open as they were shown',
    pt: 'Os débitos escolhidos mudaram enquanto eram negociados (foram pagos, corrigidos ou parcelados). Abra a negociação de novo.',
  },
  E_RECEIVABLES_ARRANGEMENT_ENDED: {
    status: 409,
    message: 'The arrangement has ended',
    pt: 'O parcelamento já terminou: nada mudou agora.',
  },
  E_RECEIVABLES_CREDIT_CHANGED: {
    status: 409,
    message: 'A credit or pending charge changed while it was being used',
    pt: 'Um crédito ou débito deste imóvel mudou durante o processamento. Tente de novo.',
  },
  E_RECEIVABLES_BODY_UNKNOWN: {
    status: 404,
    message: 'There is no paying body {id} in this municipality',
    pt: 'O órgão pagador {id} não existe neste município. Procure-o na lista.',
  },
  E_RECEIVABLES_ALLOCATION_MORE: {
    status: 422,
    message: '{allocated} were allocated of {amount}',
    pt: 'As faturas escolhidas somam {allocated}, mais do que o pagamento de {amount}. Tire alguma ou diminua um valor.',
  },
  E_RECEIVABLES_ALLOCATION_ABOVE: {
    status: 422,
    message: '{of} asks for {open} only',
    pt: 'De {of} só estão em aberto {open}. Diminua o valor: o que sobrar do pagamento vira crédito do órgão.',
  },
  E_RECEIVABLES_ALLOCATION_REASON: {
    status: 422,
    message: '{missing} of {of} are not paid and no reason was given',
    pt: 'Faltam {missing} em {of} além do que se pode reter. Escolha o motivo da glosa, ou aumente o valor.',
  },
  E_RECEIVABLES_ALLOCATION_UNDONE: {
    status: 409,
    message: 'Allocation {id} does not stand',
    pt: 'A distribuição {id} não existe ou já foi desfeita. Atualize a lista.',
  },
  E_RECEIVABLES_ALLOCATION_LIST: {
    status: 422,
    message: 'Line "{line}" of the list is not understood',
    pt: 'Não se entendeu a linha “{line}” da relação. Escreva em cada linha o número da fatura e, se quiser, o valor pago.',
  },
  E_RECEIVABLES_MONEY: {
    status: 422,
    message: '"{text}" is no amount of money',
    pt: '“{text}” não é um valor em reais. Escreva como 1.234,56.',
  },
  E_RECEIVABLES_REFUND_AMOUNT: {
    status: 422,
    message: 'Refund {id} is of {most} at most, not {asked}',
    pt: 'Devolve-se no máximo o crédito do pedido, {most}; foi pedido devolver {asked}. O que não voltar em dinheiro abate as próximas faturas.',
  },
  E_RECEIVABLES_REFUND_STATE: {
    status: 409,
    message: 'Refund request {id} is not approved',
    pt: 'O pedido de ressarcimento {id} não está aprovado, ou já foi pago.',
  },
  E_RECEIVABLES_OFFSET_DOCUMENT: {
    status: 422,
    message: 'Document {number} is no pending document of the customer',
    pt: 'O documento {number} não é um documento pendente deste cliente. Confira o número, ou tire-o da lista.',
  },
  E_RECEIVABLES_OFFSET_STATE: {
    status: 409,
    message: 'The state of offset {id} does not admit this',
    pt: 'O encontro de contas {id} não admite mais isto. Abra-o de novo para ver o que houve.',
  },
  E_RECEIVABLES_OFFSET_SAME_PERSON: {
    status: 403,
    message: 'The same person proposed offset {number} and settles it',
    pt: 'Você propôs o encontro de contas {number}: quem o quita tem de ser outra pessoa.',
  },
  E_RECEIVABLES_OFFSET_TERM: {
    status: 422,
    message: 'The signed term of offset {number} is not attached',
    pt: 'Falta anexar o termo assinado do encontro de contas {number}. Imprima-o, colha as assinaturas e anexe-o.',
  },
  E_RECEIVABLES_OFFSET_RECEIPT: {
    status: 409,
    message: 'The receipt is of offset {number}',
    pt: 'Este recebimento é do encontro de contas {number}. Abra-o e use Estornar encontro de contas.',
  },
  E_RECEIVABLES_REASSIGN_CUSTOMER: {
    status: 422,
    message: 'Customer {name} is no other party of the premise',
    pt: 'Quem assume ({name}) tem de ser outra pessoa, com papel neste imóvel: proprietário, inquilino ou titular, de agora ou de antes. Registre-o no imóvel primeiro.',
  },
  E_RECEIVABLES_REASSIGN_NOTHING: {
    status: 409,
    message: 'The customer owes nothing for premise {premise}',
    pt: 'Quem devia não tem débito em aberto neste imóvel: não há o que transferir. Confira o imóvel e o cliente.',
  },
  E_RECEIVABLES_REASSIGN_DOCUMENT: {
    status: 422,
    message: 'Document {number} asks for no open debt of this customer at the premise',
    pt: 'O documento {number} não pede débito em aberto deste cliente neste imóvel. Confira o número, ou tire-o da lista.',
  },
  E_RECEIVABLES_REASSIGN_MARKED: {
    status: 409,
    message: 'A debt is {stage}: it names its debtor',
    pt: 'Há débito {stage}, em nome de quem devia: encerre isso primeiro, ou escolha os outros documentos.',
  },
})
