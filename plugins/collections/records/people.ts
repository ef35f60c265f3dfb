import { peopleType } from '#core/records/index'

/** The people of the municipality as those who collect. */
export const people = peopleType({
  name: 'collections.people',
  path: '/collections/people',
  table: 'collections_people',
  title: { one: 'Cobrador', many: 'Cobradores', gender: 'm' },
  help: 'As pessoas que podem ter carteiras e casos de cobrança. Quem entra no sistema é mantido em Usuários e acessos.',
  active: 'Ativo',
  related: [
    { title: 'Carteiras', record: 'collections.portfolios', foreignKey: 'collector_id' },
    { title: 'Casos', record: 'collections.cases', foreignKey: 'collector_id' },
    { title: 'Promessas', record: 'collections.promises', foreignKey: 'collector_id' },
  ],
  read: 'collections.read',
})
