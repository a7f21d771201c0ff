import Workflows

struct Essay: Event {}
struct NoEvent {}

@EventUnion enum Review {
  case again(Essay), nothing, two(Essay, Essay)
  case many([Essay])
  case text(String)
  case other(NoEvent)
}

@EventUnion enum Empty {}

@EventUnion struct NoEnum {}
// expected:
// 15:1: error: '@EventUnion' makes a union of an enum, and this is none
// 7:22: error: case 'nothing' of 'Review' must carry one event
// 7:31: error: case 'two' of 'Review' must carry one event
// 8:13: error: case 'many' of 'Review' must carry one event, and '[Essay]' is none
// 9:13: error: case 'text' of 'Review' must carry one event, and 'String' is none
// 13:18: error: union 'Empty' has no cases; give it one for each event
