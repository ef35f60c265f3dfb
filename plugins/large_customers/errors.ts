import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_LARGE_CUSTOMERS_UNKNOWN: {
    status: 404,
    message: 'There is no {what} {id} within reach',
    pt: 'Não há {what} {id} neste município, ou não é das localidades em que você trabalha. Procure na lista.',
  },
  E_LARGE_CUSTOMERS_MANAGER: {
    status: 422,
    message: 'User {id} does not manage large customers',
    pt: '{name} não cuida de grandes clientes. Escolha outra pessoa, ou dê a ela a permissão “Cuidar de grandes clientes”.',
  },
  E_LARGE_CUSTOMERS_TAKEN: {
    status: 409,
    message: 'Premise {registration} is in the portfolio of {manager}',
    pt: 'O imóvel {registration} já está na carteira de {manager}. Para mudar de gestor, use “Passar a outro gestor” na unidade da carteira.',
  },
  E_LARGE_CUSTOMERS_PUBLIC_BODY: {
    status: 409,
    message: 'Premise {registration} is marked as a public body',
    pt: 'O imóvel {registration} está marcado no cadastro como órgão público, e um imóvel tem uma só marca. Se ele deve ser tratado como grande consumidor, mude “Cliente especial” no cadastro antes.',
  },
  E_LARGE_CUSTOMERS_ENDED: {
    status: 409,
    message: 'Portfolio entry {id} ended on {until}',
    pt: 'Esta unidade saiu deste gestor em {until}. Veja na carteira de quem ela está hoje.',
  },
  E_LARGE_CUSTOMERS_BEFORE: {
    status: 422,
    message: 'The day {on} is not after {since}',
    pt: 'O novo gestor começa em {on}, e o de hoje começou em {since}. Escolha um dia depois.',
  },
  E_LARGE_CUSTOMERS_CASE_CLOSED: {
    status: 409,
    message: 'Case {number} is closed',
    pt: 'O processo {number} está encerrado. Reabra-o antes de mudá-lo ou decidir nele.',
  },
  E_LARGE_CUSTOMERS_CASE_OPEN: {
    status: 409,
    message: 'Case {number} is open',
    pt: 'O processo {number} já está em andamento.',
  },
  E_LARGE_CUSTOMERS_DOCUMENT: {
    status: 422,
    message: 'A decision of case {number} needs a document of it',
    pt: 'Toda decisão do processo {number} se apoia num documento. Escolha o arquivo do parecer, do laudo ou do pedido.',
  },
  E_LARGE_CUSTOMERS_BILL: {
    status: 422,
    message: 'Invoice {id} is neither of the premise nor of the customer of case {number}',
    pt: 'A decisão é sobre uma fatura: escolha uma do imóvel ou do cliente do processo {number}.',
  },
  E_LARGE_CUSTOMERS_PROSPECT_ENDED: {
    status: 409,
    message: 'Prospect {name} is {state}',
    pt: '{name} já não está em prospecção. O que há para mudar se muda no cadastro do cliente; se voltou a interessar-se, registre uma nova prospecção.',
  },
  E_LARGE_CUSTOMERS_VISIT_TO: {
    status: 422,
    message: 'A visit is to a prospect or to a premise',
    pt: 'Diga a quem é a visita: a um cliente potencial ou a um imóvel, e só a um deles.',
  },
  E_LARGE_CUSTOMERS_VISIT_PAST: {
    status: 422,
    message: 'The visit of {when} is before today',
    pt: 'Não se marca visita para {when}, que já passou. Escolha hoje ou um dia mais adiante.',
  },
  E_LARGE_CUSTOMERS_VISIT_OVER: {
    status: 409,
    message: 'Visit {id} is over',
    pt: 'A visita de {when} já foi encerrada ou desmarcada. Marque outra, se for preciso.',
  },
  E_LARGE_CUSTOMERS_REPORT: {
    status: 422,
    message: 'Visit {id} has no report',
    pt: 'Escreva o relatório da visita: o que se viu, o que se tratou e o que ficou combinado. Sem ele a visita não se encerra.',
  },
})
