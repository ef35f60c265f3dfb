import { test } from '@japa/runner'
import { initials, menuSections, openSections } from '../../view/navigation.ts'
import { pageNumbers } from '../../view/page_numbers.ts'

const entry = (title: string, path: string, section: string) => ({
  title,
  path,
  section,
  permission: 'x.read',
})

test.group('Web | navigation', () => {
  const menu = [
    entry('Auditoria', '/audit', 'Administração'),
    { ...entry('Usuários e acessos', '/access/users', 'Administração'), under: '/access' },
    entry('Perfis', '/access/profiles', 'Administração'),
    entry('Clientes', '/registry/customers', 'Cadastro'),
    entry('Pagamentos', '/payments', 'Arrecadação'),
    entry('Arquivos', '/payments/files', 'Arrecadação'),
    entry('Poços', '/wells', 'Mananciais'),
    entry('Conferências', '/bridges', 'Fechamento'),
  ]

  test('sections stand in the order of the work; one that nobody ordered comes before the closing', ({
    assert,
  }) => {
    const titles = menuSections(menu, '/').map(({ title }) => title)
    assert.deepEqual(titles, [
      '',
      'Cadastro',
      'Arrecadação',
      'Mananciais',
      'Fechamento',
      'Administração',
    ])
  })

  test('the most exact entry is current: {path}')
    .with([
      { path: '/', current: ['Início'] },
      { path: '/payments/files/9', current: ['Arquivos'] },
      { path: '/payments/x', current: ['Pagamentos'] },
      { path: '/paymentsother', current: [] },
      { path: '/access/sessions', current: ['Usuários e acessos'] },
      { path: '/access/profiles/3', current: ['Perfis'] },
    ])
    .run(({ assert }, { path, current }) => {
      const entries = menuSections(menu, path).flatMap((section) => section.entries)
      assert.deepEqual(
        entries.filter(({ isCurrent }) => isCurrent).map(({ title }) => title),
        current
      )
    })

  test('the section of the page is open, and those that the person left open', ({ assert }) => {
    const kept = openSections('Cadastro|Arrecada%C3%A7%C3%A3o|%E0%A4%A')
    const open = menuSections(menu, '/audit', kept).filter(({ isOpen }) => isOpen)
    assert.deepEqual(
      open.map(({ title }) => title),
      ['', 'Cadastro', 'Arrecadação', 'Administração']
    )
    assert.deepEqual([...openSections(null)], [])
  })

  test('a person is marked by first and last name', ({ assert }) => {
    assert.equal(initials('Maria Aparecida dos Santos'), 'MS')
    assert.equal(initials('ana'), 'A')
  })
})

test.group('Web | pageNumbers', () => {
  test('page {page} of {last}')
    .with([
      { page: 1, last: 1, shown: [1] },
      { page: 1, last: 3, shown: [1, 2, 3] },
      { page: 20, last: 40, shown: [1, 2, null, 19, 20, 21, null, 39, 40] },
      { page: 40, last: 40, shown: [1, 2, null, 39, 40] },
    ])
    .run(({ assert }, { page, last, shown }) => assert.deepEqual(pageNumbers(page, last), shown))
})
