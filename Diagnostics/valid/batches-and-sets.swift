// Steps that take several events, and steps that take arrays, alone and nested, through aliases and unions.
import Workflows

struct Page: Event { var n: Int }
struct Line: Event { var n: Int }
struct Hit: Event { var n: Int }
struct Miss: Event { var n: Int }
struct Title: Event {}
struct Total: Event { var n: Int }

@Workflow
struct Search {
  typealias Pages = [Page]

  @EventUnion enum Found { case hit(Hit), miss(Miss) }

  @Step func begin(_ event: Start<Int>) -> Pages { [Page(n: event.input)] }
  @Step(numWorkers: 8) func read(_ page: Page) -> [Line]? { [Line(n: page.n)] }
  @Step func look(_ line: Line) -> Found? { .hit(Hit(n: line.n)) }
  @Step(collect: .take(3, losers: .cancel)) func page(_ found: [Found], context: Context) -> Title { Title() }
  @Step func all(titles: [Title]) async throws -> Total { Total(n: titles.count) }
  @Step func subject(_ event: Start<Int>) -> Title { Title() }
  @Step(skipGraphChecks: [.deadEnd]) func both(_ title: Title, context: Context, second: Total, _ third: Total) -> Stop<Int> {
    Stop(second.n)
  }
}

@Workflow
struct Either1 {
  @Step func begin(_ event: Start<Int>) -> Either<[Page], Line> { event.input > 0 ? .first([]) : .second(Line(n: 0)) }
  @Step func work(_ line: Line) -> Stop<Int> { Stop(0) }
  @Step func join(_ pages: [Either<Page, Hit>]) -> Stop<Int> { Stop(pages.count) }
  @Step func hit(_ page: Page) -> Hit? { nil }
}
