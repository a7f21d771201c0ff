import Workflows

struct Essay: Event {}

@EventUnion enum Review {
  case again(Essay), nothing, two(Essay, Essay)
  case many([Essay])
  case text(String)
}

@EventUnion enum Empty {}

@EventUnion struct NoEnum {}
// expected:
// 13:1: error: '@EventUnion' makes a union of an enum, and this is none
// 6:22: error: case 'nothing' of 'Review' must carry one event
// 6:31: error: case 'two' of 'Review' must carry one event
// 7:13: error: case 'many' of 'Review' must carry one event, and '[Essay]' is none
// 8:13: error: case 'text' of 'Review' must carry one event, and 'String' is none
// 11:18: error: union 'Empty' has no cases; give it one for each event
