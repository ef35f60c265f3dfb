import { test } from '@japa/runner'
import type User from '#core/access/models/user'
import { installRegistries, Registry, registries } from '#core/kernel/index'
import type { Widget } from '#core/reports/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

const ana = () => userNamed('ana.admin')
const carla = () => userNamed('carla.atendimento')

const widget = (name: string, permission: string, place: number): Widget => ({
  name: `tests.${name}`,
  title: `Quadro ${name}`,
  permission,
  size: 'small',
  place,
  load: async () => ({ kind: 'figures', figures: [{ label: 'Hoje', text: `figura de ${name}` }] }),
})
const bars: Widget = {
  ...widget('bars', 'reports.read', 2),
  load: async () => ({
    kind: 'bars',
    bars: [
      { label: 'Um', text: 'R$ 1,00', size: 1 },
      { label: 'Quatro', text: 'R$ 4,00', size: 4 },
    ],
  }),
}
const quiet: Widget = { ...widget('quiet', 'reports.read', 3), load: async () => null }

test.group('Web | the home page', (group) => {
  freshDatabase(group)
  group.setup(() => {
    const real = registries()
    const widgets = new Registry<Widget>('widget')
    const all = [
      widget('open', 'reports.read', 1),
      widget('closed', 'access.manage', 0),
      bars,
      quiet,
    ]
    for (const one of all) widgets.add(one.name, one, 'tests')
    installRegistries({ ...real, widgets })
    return () => installRegistries(real)
  })

  test('asks for the cards that a person may see, in their order', async ({ client, assert }) => {
    const page = await client.get('/').loginAs(await ana())
    const text = page.text()
    assert.isBelow(text.indexOf('Quadro closed'), text.indexOf('Quadro open'))
    const other = await client.get('/').loginAs(await carla())
    other.assertTextIncludes('Quadro open')
    assert.notInclude(other.text(), 'Quadro closed')
  })

  test('each card comes on its own, with exact figures; one with nothing to say is empty', async ({
    client,
    assert,
  }) => {
    const open = await client.get('/home/widgets/tests.open').loginAs(await ana())
    open.assertTextIncludes('figura de open')
    const drawn = await client.get('/home/widgets/tests.bars').loginAs(await ana())
    for (const text of ['R$ 4,00', '--share: 100%', '--share: 25%']) drawn.assertTextIncludes(text)
    const nothing = await client.get('/home/widgets/tests.quiet').loginAs(await ana())
    nothing.assertStatus(200)
    nothing.assertTextIncludes('home-widget-none')
    assert.notInclude(nothing.text(), 'Quadro quiet')
    const closed = await client.get('/home/widgets/tests.closed').loginAs(await carla())
    closed.assertStatus(403)
  })

  test('a person arranges their own, an administrator that of a profile', async ({
    client,
    assert,
  }) => {
    const send = async (form: object, who: User) =>
      client.post('/home/arrange').form(form).withCsrfToken().redirects(0).loginAs(who)
    await send({ profile: 'attendant', widget: ['tests.bars'], place: ['1'] }, await ana())
    const carlas = await client.get('/').loginAs(await carla())
    assert.notInclude(carlas.text(), 'Quadro open')
    carlas.assertTextIncludes('Quadro bars')
    await send(
      { widget: ['tests.open', 'tests.bars', 'tests.quiet'], place: ['2', '1', ''] },
      await carla()
    )
    const own = await client.get('/').loginAs(await carla())
    assert.isBelow(own.text().indexOf('Quadro bars'), own.text().indexOf('Quadro open'))
    await send({ usual: '1' }, await carla())
    const usual = await client.get('/').loginAs(await carla())
    assert.notInclude(usual.text(), 'Quadro open')
  })

  test('nobody else arranges the page of a profile', async ({ client, assert }) => {
    const refused = await client
      .post('/home/arrange')
      .form({ profile: 'administrator', widget: ['tests.open'], place: ['1'] })
      .withCsrfToken()
      .accept('json')
      .loginAs(await carla())
    assert.equal(refused.status(), 403)
  })
})
