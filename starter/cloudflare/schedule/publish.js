export default {
  async scheduled(_event, env) {
    const answer = await fetch(env.BUILD_HOOK, { method: 'POST' });
    if (!answer.ok) throw new Error(`The deploy hook answered ${answer.status}.`);
  },
};
