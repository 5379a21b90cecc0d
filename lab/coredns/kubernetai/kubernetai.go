// Package kubernetai serves several clusters from one server block: one kubernetes plugin after the other.
//
// It stands in for github.com/coredns/kubernetai, which the Go module registry does not have. All answers are made by the real
// kubernetes plugin; this package only reads the stanzas and chooses among them as that plugin does (its README, and its ServeDNS in
// plugin/kubernetai/kubernetai.go): the stanzas whose zone matches are asked in written order; one that says NXDOMAIN and may fall
// through, and is not the last of all, leaves the question to the next; the last of all falls through to the next plugin.
package kubernetai

import (
	"context"
	"slices"

	"github.com/coredns/caddy"
	"github.com/coredns/coredns/core/dnsserver"
	"github.com/coredns/coredns/plugin"
	"github.com/coredns/coredns/plugin/kubernetes"
	"github.com/coredns/coredns/plugin/pkg/fall"
	"github.com/coredns/coredns/plugin/pkg/nonwriter"
	"github.com/coredns/coredns/request"
	"github.com/miekg/dns"
)

// Name is the word that begins each stanza.
const Name = "kubernetai"

// Register makes the plugin known, right before kubernetes. It must run before the server starts.
func Register() {
	at := slices.Index(dnsserver.Directives, "kubernetes")
	dnsserver.Directives = slices.Insert(dnsserver.Directives, at, Name)
	plugin.Register(Name, setup)
}

type stanza struct {
	*kubernetes.Kubernetes
	// final is the same stanza, which never falls through: with it NXDOMAIN comes back, and SERVFAIL where the cluster is not known yet.
	final kubernetes.Kubernetes
}

type chain struct {
	stanzas []stanza
	next    plugin.Handler
}

func (c chain) Name() string { return Name }

func (c chain) ServeDNS(ctx context.Context, w dns.ResponseWriter, r *dns.Msg) (int, error) {
	state := request.Request{W: w, Req: r}
	name := state.Name()
	for at, stanza := range c.stanzas {
		if plugin.Zones(stanza.Zones).Matches(name) == "" {
			continue
		}
		if at == len(c.stanzas)-1 || !stanza.Fall.Through(name) {
			return stanza.ServeDNS(ctx, w, r)
		}
		held := nonwriter.New(w)
		code, err := stanza.final.ServeDNS(ctx, held, r)
		switch {
		case err != nil:
			return dns.RcodeServerFailure, err
		case held.Msg == nil:
			return code, nil
		case held.Msg.Rcode != dns.RcodeNameError:
			return held.Msg.Rcode, w.WriteMsg(held.Msg)
		}
	}
	return plugin.NextOrFailure(Name, c.next, ctx, w, r)
}

func setup(c *caddy.Controller) error {
	var served chain
	for c.Next() {
		parsed, err := kubernetes.ParseStanza(c)
		if err != nil {
			return plugin.Error(Name, err)
		}
		if err := watch(c, parsed); err != nil {
			return plugin.Error(Name, err)
		}
		final := *parsed
		final.Fall = fall.F{}
		served.stanzas = append(served.stanzas, stanza{Kubernetes: parsed, final: final})
	}
	dnsserver.GetConfig(c).AddPlugin(func(next plugin.Handler) plugin.Handler {
		served.next = next
		for _, stanza := range served.stanzas {
			stanza.Next = next
		}
		return served
	})
	return nil
}

// watch lets a stanza follow its API server from start to end.
func watch(c *caddy.Controller, parsed *kubernetes.Kubernetes) error {
	onStart, onShutdown, err := parsed.InitKubeCache(context.Background())
	if err != nil {
		return err
	}
	if onStart != nil {
		c.OnStartup(onStart)
	}
	if onShutdown != nil {
		c.OnShutdown(onShutdown)
	}
	return nil
}
