import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const FilesController = () => import('./controllers/files_controller.ts')
const BoardController = () => import('./controllers/board_controller.ts')
const BoletosController = () => import('./controllers/boletos_controller.ts')
const CodesController = () => import('./controllers/codes_controller.ts')
const TillController = () => import('./controllers/till_controller.ts')
const StatementsController = () => import('./controllers/statements_controller.ts')
const PixDeskController = () => import('./controllers/pix_desk_controller.ts')
const FoldersController = () => import('./controllers/folders_controller.ts')
const PixController = () => import('./controllers/pix_controller.ts')

/** Hand-made screens of payments, and the door for the banks' Pix notices. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/payments/files/new', [FilesController, 'create']).as('files.create')
      router.post('/payments/files', [FilesController, 'store']).as('files.store')
      router
        .get('/payments/boleto-remittances/:id/file', [BoletosController, 'file'])
        .as('boletos.file')
        .where('id', recordId)
      router
        .get('/payments/forwardings/:id/file', [FilesController, 'forwarding'])
        .as('forwardings.file')
        .where('id', recordId)
      router.get('/payments/codes', [CodesController, 'show']).as('codes.show')
      router.get('/api/payments/codes', [CodesController, 'find']).as('codes.find')
      router.get('/payments/till', [TillController, 'show']).as('till.show')
      router.post('/payments/till/open', [TillController, 'open']).as('till.open')
      router.post('/payments/till/receive', [TillController, 'receive']).as('till.receive')
      router.post('/payments/till/move', [TillController, 'move']).as('till.move')
      router.post('/payments/till/refund', [TillController, 'refund']).as('till.refund')
      router.post('/payments/till/close', [TillController, 'close']).as('till.close')
      router.get('/payments/folders', [FoldersController, 'show']).as('folders.show')
      router.get('/api/payments/folders', [FoldersController, 'list']).as('folders.list')
      router
        .get('/payments/files/:id/original', [FoldersController, 'original'])
        .as('files.original')
        .where('id', recordId)
      router.get('/payments/board', [BoardController, 'show']).as('board.show')
      router.get('/api/payments/board', [BoardController, 'list']).as('board.list')
      router
        .get('/payments/statements/new', [StatementsController, 'create'])
        .as('statements.create')
      router.post('/payments/statements', [StatementsController, 'store']).as('statements.store')
      router.get('/payments/pix', [PixDeskController, 'show']).as('pix.show')
      router.post('/payments/pix/charges', [PixDeskController, 'charge']).as('pix.charge')
      router.post('/payments/pix/reconcile', [PixDeskController, 'reconcile']).as('pix.reconcile')
      router
        .get('/payments/files/:id', [FilesController, 'show'])
        .as('files.show')
        .where('id', recordId)
    })
    .as('payments')
    .use(middleware.actor())
  router.post('/api/payments/pix/:token', [PixController, 'store']).as('payments.pix.store')
  // Banks add `/pix` to the address that they are given.
  router.post('/api/payments/pix/:token/pix', [PixController, 'store']).as('payments.pix.storeBank')
}
