import { peopleType } from '#core/records/index'

/** The people of the municipality as those who may be sent on a visit. */
export const visitors = peopleType({
  name: 'reviews.visitors',
  path: '/reviews/visitors',
  table: 'reviews_visitors',
  title: { one: 'Responsável por visitas', many: 'Responsáveis por visitas', gender: 'm' },
  help: 'As pessoas que fazem visitas técnicas, com as visitas de cada uma. Faz visitas quem tem a permissão para isso; quem entra no sistema é mantido em Usuários e acessos.',
  active: 'Faz visitas',
  related: [{ title: 'Visitas técnicas', record: 'reviews.visits', foreignKey: 'responsible_id' }],
  read: 'reviews.read',
})
