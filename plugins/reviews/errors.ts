import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_REVIEWS_UNKNOWN: {
    status: 404,
    message: 'There is no review {id} in this municipality',
    pt: 'A revisão de consumo {id} não existe neste município. Procure-a na lista pelo ano e número.',
  },
  E_REVIEWS_NO_HOLDER: {
    status: 422,
    message: 'Premise {registration} has no holder',
    pt: 'O imóvel {registration} não tem titular no cadastro, e a revisão é de um cliente. Registre o titular na página do imóvel e abra a revisão de novo.',
  },
  E_REVIEWS_OPEN_ALREADY: {
    status: 409,
    message: 'Review {number} of premise {premise} and month {reference} is open',
    pt: 'A revisão {number}, deste imóvel e de {reference}, ainda está aberta. Continue nela, ou encerre-a antes de abrir outra do mesmo mês.',
  },
  E_REVIEWS_FUTURE: {
    status: 422,
    message: 'The request of {requested} is after today',
    pt: 'A data da solicitação, {requested}, ainda não chegou. Escreva o dia em que o pedido foi feito.',
  },
  E_REVIEWS_REQUESTER: {
    status: 422,
    message: 'A request of a customer names who asked',
    pt: 'Escreva o nome de quem pede a revisão: o titular, ou quem veio por ele.',
  },
  E_REVIEWS_SOURCE: {
    status: 422,
    message: 'There is no active source type {code}',
    pt: 'Diga de que tipo é a fonte alternativa de água: escolha um da lista. Os tipos são mantidos em Tabelas, Tipos de fonte alternativa.',
  },
  E_REVIEWS_CLOSED: {
    status: 409,
    message: 'Review {number} is closed since {since}',
    pt: 'A revisão {number} está encerrada desde {since} e já não muda. Se algo novo apareceu, abra outra revisão.',
  },
  E_REVIEWS_NO_REPORT: {
    status: 409,
    message: 'Review {number} has no report',
    pt: 'A revisão {number} ainda não tem laudo. Use “Escrever laudo” na página dela e conclua depois.',
  },
  E_REVIEWS_VISIT_OPEN: {
    status: 409,
    message: 'Review {number} has a visit scheduled for {when}',
    pt: 'A revisão {number} tem visita marcada para {when}. Encerre a visita, ou desmarque-a, antes de concluir.',
  },
  E_REVIEWS_NOT_CONCLUDED: {
    status: 409,
    message: 'Review {number} is not concluded',
    pt: 'A revisão {number} ainda não foi concluída. Escreva o laudo e conclua-a antes.',
  },
  E_REVIEWS_DENIED: {
    status: 409,
    message: 'Review {number} was denied',
    pt: 'A revisão {number} foi julgada improcedente: por ela a fatura não muda.',
  },
  E_REVIEWS_NO_INVOICE: {
    status: 409,
    message: 'Review {number} has no standing invoice of {reference}',
    pt: 'Não há fatura de {reference} valendo para o imóvel da revisão {number}: não foi emitida, ou foi cancelada. Não há o que mudar.',
  },
  E_REVIEWS_NO_EMAIL: {
    status: 422,
    message: 'Customer {customer} has no e-mail',
    pt: '{customer} não tem e-mail no cadastro. Registre o e-mail na página do cliente, ou imprima a fatura e o laudo e entregue-os em mãos.',
  },
  E_REVIEWS_VISIT_UNKNOWN: {
    status: 404,
    message: 'There is no visit {id} in this municipality',
    pt: 'A visita {id} não existe neste município. Procure-a na agenda de visitas.',
  },
  E_REVIEWS_VISIT_OVER: {
    status: 409,
    message: 'Visit {id} is over',
    pt: 'A visita de {when} já foi encerrada ou desmarcada. Marque outra na página da revisão, se for preciso.',
  },
  E_REVIEWS_VISIT_PAST: {
    status: 422,
    message: 'The visit of {when} is before today',
    pt: 'Não se marca visita para {when}, que já passou. Escolha hoje ou um dia mais adiante.',
  },
  E_REVIEWS_VISITOR: {
    status: 422,
    message: 'User {id} does not make visits',
    pt: '{name} não faz visitas técnicas. Escolha outra pessoa, ou dê a ela a permissão de fazer visitas.',
  },
  E_REVIEWS_FINDING: {
    status: 422,
    message: 'Visit {id} has no finding',
    pt: 'Escreva o que foi constatado antes de encerrar a visita.',
  },
})
