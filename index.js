'use strict';

// n8n loads the files that package.json lists; this entry serves code that imports the package.
module.exports = {
	...require('./dist/credentials/LigueLeadApi.credentials.js'),
	...require('./dist/nodes/LigueLead/LigueLead.node.js'),
	...require('./dist/nodes/LigueLead/LigueLeadTrigger.node.js'),
};
