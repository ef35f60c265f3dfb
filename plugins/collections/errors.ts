import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_COLLECTIONS_UNKNOWN: {
    status: 404,
    message: 'There is no {what} {id} in this municipality',
    pt: 'Este registro ({what} {id}) não existe neste município. Procure-o na lista.',
  },
  E_COLLECTIONS_CLOSED: {
    status: 409,
    message: 'Case {number} is closed',
    pt: 'O caso {number} está encerrado: nada vencido há a cobrar. Atualize a página.',
  },
  E_COLLECTIONS_NOT_COLLECTOR: {
    status: 403,
    message: 'Case {number} is of {collector}',
    pt: 'O caso {number} é de {collector}. Só quem cobra o caso, ou quem supervisiona a mesa, o trabalha.',
  },
  E_COLLECTIONS_CANNOT_COLLECT: {
    status: 422,
    message: 'User {id} may not collect',
    pt: 'Esta pessoa não pode cobrar: falta-lhe a função “Cobrar: assumir casos, registrar contatos e promessas”, ou saiu.',
  },
  E_COLLECTIONS_LIMITS: {
    status: 422,
    message: 'The lower limit is above the upper one',
    pt: 'O limite “de” está acima do limite “até”. Troque-os ou deixe um deles vazio.',
  },
  E_COLLECTIONS_NEXT_PAST: {
    status: 422,
    message: 'The next step is on {on}, before {today}',
    pt: 'O próximo passo é para {on}, e hoje é {today}. Marque hoje ou um dia que ainda vem.',
  },
  E_COLLECTIONS_RESULT: {
    status: 422,
    message: 'There is no result {code}',
    pt: 'O resultado “{code}” não está entre os resultados de contato em uso.',
  },
  E_COLLECTIONS_PROMISE_HALF: {
    status: 422,
    message: 'A promise needs a date and an amount',
    pt: 'Uma promessa tem dia e valor. Preencha os dois, ou nenhum se nada foi prometido.',
  },
  E_COLLECTIONS_PROMISE_PAST: {
    status: 422,
    message: 'A promise for {on} is before {today}',
    pt: 'A promessa é para {on}, e hoje é {today}. Promessa se faz para hoje ou um dia que ainda vem.',
  },
  E_COLLECTIONS_PROMISE_FAR: {
    status: 422,
    message: 'A promise for {on} is after {most}',
    pt: 'A promessa é para {on}; o parâmetro “Promessas de pagamento” admite até {most}. Combine um dia mais cedo ou proponha um parcelamento.',
  },
  E_COLLECTIONS_PROMISE_ABOVE: {
    status: 422,
    message: 'A promise of {amount} is above the debt of {debt}',
    pt: 'A promessa é de {amount}, e os débitos vencidos, com os encargos até o dia prometido, somam {debt}. Corrija o valor.',
  },
  E_COLLECTIONS_PROMISE_NOTHING: {
    status: 422,
    message: 'Nothing overdue until {on} may be promised',
    pt: 'Não há débito deste caso vencido até {on} de que prometer o pagamento.',
  },
  E_COLLECTIONS_PROMISE_MANY: {
    status: 409,
    message: 'There were {count} promises in {days} days',
    pt: 'Este devedor já fez {count} promessas nos últimos {days} dias, o máximo do parâmetro “Promessas de pagamento”. Proponha um parcelamento ou passe o caso à supervisão.',
  },
  E_COLLECTIONS_PROMISE_OPEN: {
    status: 409,
    message: 'Promise {number} still stands',
    pt: 'A promessa {number}, para {on}, ainda é aguardada. Cancele-a antes de registrar outra.',
  },
  E_COLLECTIONS_PROMISE_ENDED: {
    status: 409,
    message: 'Promise {number} has ended',
    pt: 'A promessa {number} já terminou. Atualize a página.',
  },
  E_COLLECTIONS_CAMPAIGN_NAME: {
    status: 409,
    message: 'There is a campaign called {name}',
    pt: 'Já existe uma campanha chamada “{name}”. Dê outro nome.',
  },
  E_COLLECTIONS_CAMPAIGN_EMPTY: {
    status: 422,
    message: 'No case fits the campaign',
    pt: 'Nenhum caso aberto cabe nesta campanha. Mude a carteira ou a dívida mínima.',
  },
  E_COLLECTIONS_CAMPAIGN: {
    status: 409,
    message: 'Case {number} is not in campaign {name}, or it is closed',
    pt: 'O caso {number} não está na campanha “{name}”, ou ela já foi encerrada.',
  },
  E_COLLECTIONS_SUIT_STANDS: {
    status: 409,
    message: 'Suit {number} stands',
    pt: 'Este caso já tem o pedido de ajuizamento {number}. Encerre-o antes de fazer outro.',
  },
  E_COLLECTIONS_SUIT_NOTHING: {
    status: 422,
    message: 'Nothing overdue until {on} may go to court',
    pt: 'Não há débito deste caso vencido até {on} que ainda não esteja em juízo.',
  },
  E_COLLECTIONS_SUIT_ENDED: {
    status: 409,
    message: 'Suit {number} has ended',
    pt: 'O pedido de ajuizamento {number} já foi encerrado. Atualize a página.',
  },
  E_COLLECTIONS_SUIT_DAY: {
    status: 422,
    message: 'A suit requested on {from} cannot be filed on {on}',
    pt: 'O pedido é de {from}; o ajuizamento vai desse dia até hoje, e {on} está fora disso.',
  },
  E_COLLECTIONS_BODY_TWICE: {
    status: 409,
    message: 'The paying body is registered already',
    pt: 'Este órgão pagador já está entre os órgãos públicos da cobrança.',
  },
  E_COLLECTIONS_BODY_NOTHING: {
    status: 422,
    message: 'No unit of {name} owes anything overdue',
    pt: 'Nenhuma unidade de {name} tem débito vencido a cobrar: não há o que pôr na carta.',
  },
  E_COLLECTIONS_BODY_DUE: {
    status: 422,
    message: 'The letter asks for payment by {on}, before {today}',
    pt: 'A carta pede o pagamento até {on}, e hoje é {today}. Dê um dia que ainda vem.',
  },
  E_COLLECTIONS_BODY_FUTURE: {
    status: 422,
    message: 'An action of {on} has not happened yet',
    pt: 'A ação é de {on}, que ainda não chegou. Registre o que já foi feito; o que falta vai em “Voltar em”.',
  },
})
