// Which tests begin: those that start whole platforms, so that none of them is still at it when all others are done.
const { default: Sequencer } = require('@jest/test-sequencer');

const LONG = ['packages/web/journeys', 'packages/standalone', 'packages/acceptance'];

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = LONG.findIndex((folder) => path.includes(folder));
      return place === -1 ? LONG.length : place;
    };
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b));
  }
};
