import { loadFinding } from '../../app/sought.ts'
import { type App, begin, whileOpening, wordsOf } from '../app.ts'
import { filterTitle } from '../present/filter-lines.ts'
import { itemCount } from '../selection.ts'
import { filterOf, setFilter } from '../set-filter.ts'
import { askText } from './overlay.ts'
import { openSearch, typeSearch } from './settings.ts'

/** Asks for the filter, on the line under the list. `/` once more, or Enter where nothing is left, searches everywhere. */
export function openFilter(app: App): Promise<void> {
  // Keys that come meanwhile wait for the field, not only for the tables.
  return whileOpening(
    app,
    loadFinding().then(() => askFilter(app)),
  )
}

function askFilter(app: App): void {
  const words = wordsOf(app.store.get())
  const canSearch = !app.store.get().isBoardOnly
  const clear = () => {
    app.store.set((state) => ({ ...state, overlay: null }))
    setFilter(app, '')
  }
  const take = async (text: string) => {
    if (itemCount(app.store.get()) > 0 || !canSearch) return
    clear()
    await openSearch(app)
    typeSearch(app, text)
  }
  const change = (text: string) => {
    if (!canSearch || !['/', '／', '、'].includes(text)) return setFilter(app, text)
    clear()
    begin(app, openSearch(app))
  }
  const filter = filterOf(app.store.get()) ?? ''
  const asking = { hint: words.filter.hint, onChange: change, onNothing: clear, isOverList: true }
  askText(app, filterTitle(app.store.get(), words), filter, take, asking)
}

/** Narrows the list on the screen without asking. */
export async function narrowTo(app: App, filter: string): Promise<void> {
  await whileOpening(app, loadFinding())
  setFilter(app, filter)
}
