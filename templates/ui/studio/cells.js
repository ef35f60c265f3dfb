/* Cells of sheets as the kernel reads them, for editors of the kernel and of plugins. */
export * from '#core/configuration/browser'
